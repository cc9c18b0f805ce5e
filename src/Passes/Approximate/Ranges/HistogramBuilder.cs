using System.Globalization;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Passes.Approximate.Ranges;

/// <summary>Collects inputs into a <see cref="Histogram"/> without knowing their range beforehand.</summary>
/// <remarks>
/// Bins are multiples of a power of two, the smallest one that covers the extremes with <see cref="MaxBins"/> bins; when the range
/// grows, neighbors merge. The result depends on the inputs only, never on their order or on how they were split between builders.
/// </remarks>
public sealed class HistogramBuilder
{
    public const int MaxBins = 256;

    /// <summary>Bins are never finer than this many bits below the largest magnitude, so bin indices stay exact.</summary>
    private const int IndexBits = 40;
    private const int LowestExponent = -1000;

    private readonly Dictionary<long, long> bins = [];
    private int exponent = LowestExponent;
    private double min = double.PositiveInfinity;
    private double max = double.NegativeInfinity;

    /// <summary>Adds inputs.</summary>
    /// <exception cref="ArgumentException">An input is not finite.</exception>
    public void Add(ReadOnlySpan<double> inputs)
    {
        foreach (double input in inputs)
        {
            Add(input);
        }
    }

    /// <exception cref="ArgumentException">The input is not finite.</exception>
    public void Add(double input)
    {
        if (!double.IsFinite(input))
        {
            string text = input.ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException($"A calibration input is {text}; look for a division by zero or an overflow in the model.");
        }

        Cover(input, input);
        Count(BinOf(input), 1);
    }

    /// <summary>Adds all inputs of another builder.</summary>
    public void Add(HistogramBuilder other)
    {
        if (other.bins.Count == 0)
        {
            return;
        }

        Cover(other.min, other.max);
        CoarsenTo(Math.Max(exponent, other.exponent));

        foreach ((long bin, long count) in other.bins)
        {
            Count(Coarser(bin, exponent - other.exponent), count);
        }
    }

    /// <exception cref="InvalidOperationException">No inputs were added.</exception>
    public Histogram Build()
    {
        if (bins.Count == 0)
        {
            throw new InvalidOperationException("A histogram needs one input at least.");
        }

        long first = BinOf(min);
        long[] counts = new long[BinOf(max) - first + 1];

        foreach ((long bin, long count) in bins)
        {
            counts[bin - first] = count;
        }

        double width = Math.ScaleB(1, exponent);

        return new Histogram(min, max, first * width, width, counts.ToEquatableArray());
    }

    private void Cover(double low, double high)
    {
        min = Math.Min(min, low);
        max = Math.Max(max, high);
        double magnitude = Math.Max(Math.Abs(min), Math.Abs(max));
        int finest = magnitude == 0 ? LowestExponent : Math.ILogB(magnitude) - IndexBits;
        CoarsenTo(Math.Max(exponent, finest));

        while (BinOf(max) - BinOf(min) >= MaxBins)
        {
            CoarsenTo(exponent + 1);
        }
    }

    private void CoarsenTo(int target)
    {
        int shift = target - exponent;

        if (shift == 0)
        {
            return;
        }

        KeyValuePair<long, long>[] finer = [.. bins];
        bins.Clear();

        foreach ((long bin, long count) in finer)
        {
            Count(Coarser(bin, shift), count);
        }

        exponent = target;
    }

    /// <summary>An arithmetic shift rounds down, as halving an edge must; beyond 63 bits only the sign is left.</summary>
    private static long Coarser(long bin, int shift) => bin >> Math.Min(shift, 63);

    private void Count(long bin, long inputs) => bins[bin] = bins.GetValueOrDefault(bin) + inputs;

    private long BinOf(double input)
    {
        double scaled = Math.ScaleB(input, -exponent);

        // A tiny negative input that scales to -0 still lies below 0.
        return scaled == 0 && input < 0 ? -1 : (long)Math.Floor(scaled);
    }
}
