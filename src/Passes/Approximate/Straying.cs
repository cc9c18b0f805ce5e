using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>How far inputs of held-out samples leave the interval of a polynomial.</summary>
/// <param name="Share">Share of the inputs outside of the interval.</param>
/// <param name="Farthest">Largest distance from the interval, as a part of its width; 0 where none strays.</param>
public sealed record Straying(double Share, double Farthest)
{
    public static Straying Of(IReadOnlyCollection<double> inputs, Interval interval)
    {
        int outside = inputs.Count(input => !interval.Contains(input));
        double farthest = inputs.Count == 0 ? 0 : inputs.Max(input => Math.Max(interval.Low - input, input - interval.High));
        return new Straying(inputs.Count == 0 ? 0 : (double)outside / inputs.Count, Math.Max(0, farthest) / interval.Width);
    }
}
