using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Ranges;

/// <summary>The interval a function is approximated on: what calibration saw, widened by a stated margin.</summary>
/// <param name="Min">Smallest input seen.</param>
/// <param name="Max">Largest input seen.</param>
/// <param name="Margin">Part of the seen width added on each side.</param>
/// <param name="Interval">The interval to approximate on.</param>
public sealed record CalibratedInterval(double Min, double Max, double Margin, Interval Interval)
{
    /// <summary>Part of the magnitude that stands in for the width when all inputs were equal.</summary>
    private const double ConstantInputPart = 0.01;

    /// <summary>How far at most the margin goes from the smallest input towards the end of the function's domain.</summary>
    private const double DomainPart = 0.5;

    /// <summary>Widens what was seen by <paramref name="margin"/> of its width, without reaching <paramref name="lowestInput"/>.</summary>
    /// <exception cref="ArgumentException">The margin is negative, or an input lies outside the function's domain.</exception>
    public static CalibratedInterval From(Histogram seen, double margin, double lowestInput = double.NegativeInfinity) =>
        From(seen.Min, seen.Max, margin, lowestInput);

    /// <inheritdoc cref="From(Histogram, double, double)"/>
    public static CalibratedInterval From(double min, double max, double margin, double lowestInput = double.NegativeInfinity)
    {
        if (!(margin >= 0) || !double.IsFinite(margin))
        {
            throw new ArgumentException("The margin of an interval must be finite and not negative.", nameof(margin));
        }

        if (min <= lowestInput)
        {
            throw new ArgumentException(
                $"Calibration met the input {min:R}, but the function is defined above {lowestInput:R} only.", nameof(min));
        }

        double width = max - min;
        double fallback = min == 0 ? ConstantInputPart : ConstantInputPart * Math.Abs(min);
        double low = min - (width > 0 ? margin * width : fallback);
        double high = max + (width > 0 ? margin * width : fallback);

        return new CalibratedInterval(min, max, margin, new Interval(Math.Max(low, Nearest(min, lowestInput)), high));
    }

    private static double Nearest(double min, double lowestInput) =>
        double.IsFinite(lowestInput) ? min - (DomainPart * (min - lowestInput)) : double.NegativeInfinity;
}
