using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Passes.Approximate.Ranges;

/// <summary>Distribution of the inputs that a function met in calibration: extremes exactly, the rest in equal bins.</summary>
/// <param name="Min">Smallest input.</param>
/// <param name="Max">Largest input.</param>
/// <param name="FirstEdge">Lower edge of the first bin; at or below Min.</param>
/// <param name="BinWidth">Width of a bin, a power of two.</param>
/// <param name="Counts">Inputs in each bin; the first and the last are not empty.</param>
public sealed record Histogram(double Min, double Max, double FirstEdge, double BinWidth, EquatableArray<long> Counts)
{
    private const int PointsPerBin = 4;

    /// <summary>Number of inputs.</summary>
    public long Total => Counts.Sum();

    /// <summary>The input below which this part of all inputs lies, linear inside a bin; 0 gives Min and 1 gives Max.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not in [0, 1].</exception>
    public double Quantile(double part)
    {
        if (!(part >= 0 && part <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(part), part, "A quantile is asked for a part in [0, 1].");
        }

        double wanted = part * Total;
        double below = 0;

        for (int bin = 0; bin < Counts.Count; bin++)
        {
            if (below + Counts[bin] >= wanted && Counts[bin] > 0)
            {
                double inside = (wanted - below) / Counts[bin];

                return Math.Clamp(FirstEdge + (BinWidth * (bin + inside)), Min, Max);
            }

            below += Counts[bin];
        }

        return Max;
    }

    /// <summary>Mean of a function over the inputs, each bin spread evenly over its part of [Min, Max].</summary>
    public double Mean(Func<double, double> function)
    {
        double sum = 0;

        for (int bin = 0; bin < Counts.Count; bin++)
        {
            double low = Math.Max(Min, FirstEdge + (BinWidth * bin));
            double high = Math.Min(Max, FirstEdge + (BinWidth * (bin + 1)));

            for (int point = 0; Counts[bin] > 0 && point < PointsPerBin; point++)
            {
                sum += (double)Counts[bin] / PointsPerBin * function(low + ((high - low) * (point + 0.5) / PointsPerBin));
            }
        }

        return sum / Total;
    }

    /// <summary>Part of the inputs that lies outside an interval, counting whole bins by their middle.</summary>
    public double PartOutside(Interval interval) => Mean(x => interval.Contains(x) ? 0 : 1);

    /// <summary>Density at x relative to the fullest bin, linear between the middles of bins; 0 away from all bins.</summary>
    public double RelativeDensity(double x)
    {
        double position = ((x - FirstEdge) / BinWidth) - 0.5;
        double whole = Math.Floor(position);
        double right = position - whole;

        return (((1 - right) * CountAt(whole)) + (right * CountAt(whole + 1))) / Counts.Max();
    }

    /// <summary>The relative density, raised to a floor so that no part of an interval is left free: a weight for fits.</summary>
    public Func<double, double> Weight(double floor) => x => floor + ((1 - floor) * RelativeDensity(x));

    private double CountAt(double bin) => bin >= 0 && bin < Counts.Count ? Counts[(int)bin] : 0;
}
