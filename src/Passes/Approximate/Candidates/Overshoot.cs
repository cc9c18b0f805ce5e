using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>How large an approximation becomes just outside its interval, where an unusual input may stray.</summary>
/// <param name="Margin">How far outside, as a part of the interval's width on each side.</param>
/// <param name="Largest">Largest magnitude there.</param>
/// <param name="Growth">That magnitude over the largest one inside the interval.</param>
public sealed record Overshoot(double Margin, double Largest, double Growth)
{
    private const int Points = 256;

    /// <summary>That magnitude over the largest that the function itself reaches, inside and just outside; infinite where no function was given.</summary>
    public double Excess { get; private init; } = double.PositiveInfinity;

    /// <summary>How far the look-out goes at most from the interval towards the end of the function's domain.</summary>
    private const double DomainPart = 0.5;

    /// <summary>The same for a polynomial on its own interval.</summary>
    public static Overshoot Measure(ChebyshevSeries series, double margin, double lowestInput = double.NegativeInfinity) =>
        Measure(series.Evaluate, series.Interval, margin, lowestInput);

    /// <summary>The same beside the function that is approximated, so that the function's own growth is no fault.</summary>
    /// <exception cref="ArgumentException">The margin is not positive and finite.</exception>
    public static Overshoot Measure(Func<double, double> approximation, Interval interval, double margin, ScalarFunction function)
    {
        Overshoot own = Measure(approximation, interval, margin, function.LowestInput);
        Overshoot natural = Measure(function.Evaluate, interval, margin, function.LowestInput);
        double reached = Larger(natural.Largest, Peak(function.Evaluate, interval.Low, interval.High));
        return own with { Excess = reached > 0 ? own.Largest / reached : double.PositiveInfinity };
    }

    /// <summary>Measures on both sides; below the function's domain there are no inputs, so nothing is measured there.</summary>
    /// <exception cref="ArgumentException">The margin is not positive and finite.</exception>
    public static Overshoot Measure(
        Func<double, double> approximation, Interval interval, double margin, double lowestInput = double.NegativeInfinity)
    {
        if (!(margin > 0) || !double.IsFinite(margin))
        {
            throw new ArgumentException("The margin of an overshoot must be positive and finite.", nameof(margin));
        }

        double reach = margin * interval.Width;
        double below = Math.Min(reach, DomainPart * (interval.Low - lowestInput));
        double left = Peak(approximation, interval.Low - below, interval.Low);
        double right = Peak(approximation, interval.High, interval.High + reach);
        double inside = Peak(approximation, interval.Low, interval.High);
        double largest = Larger(left, right);

        return new Overshoot(margin, largest, inside > 0 ? largest / inside : double.PositiveInfinity);
    }

    private static double Peak(Func<double, double> approximation, double low, double high)
    {
        double peak = 0;

        for (int i = 0; i <= Points; i++)
        {
            peak = Larger(peak, Math.Abs(approximation(low + ((high - low) * i / Points))));
        }

        return peak;
    }

    /// <summary>An iteration that diverges to NaN is as bad as one that diverges to infinity.</summary>
    private static double Larger(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.PositiveInfinity : Math.Max(left, right);
}
