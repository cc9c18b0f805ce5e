using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Tests.Approximate.Candidates;

public sealed class ApproximationErrorTests
{
    private static readonly Interval Unit = new(-1, 1);

    [Fact]
    public void KnownErrorsAreMeasured()
    {
        ApproximationError error = ApproximationError.Measure(static x => x * x, static _ => 0.25, Unit, 2);

        Assert.Equal(0.75, error.MaxAbsolute, 12);
        Assert.Equal(0.25, error.MeanAbsolute, 4);
        Assert.True(error.MaxRelative > 1e3);
    }

    [Fact]
    public void MeanFollowsTheInputs()
    {
        HistogramBuilder builder = new();
        builder.Add([0.5, 0.5, 0.5, 1]);

        ApproximationError error = ApproximationError.Measure(
            static x => x < 0.75 ? 1 : 0, static _ => 0, Unit, 0, builder.Build());

        Assert.Equal(0.75, error.MeanAbsolute, 12);
    }

    [Fact]
    public void DivergenceIsAnInfiniteError()
    {
        ApproximationError error = ApproximationError.Measure(static x => x, static x => x > 0.3 ? double.NaN : x, Unit, 1);

        Assert.Equal(double.PositiveInfinity, error.MaxAbsolute);
        Assert.Equal(double.PositiveInfinity, error.MeanAbsolute);
    }

    [Fact]
    public void OvershootGrowsLikeTheChebyshevPolynomial()
    {
        ChebyshevSeries series = new(Unit, [0, 0, 0, 0, 0, 0, 0, 0, 1]);

        Overshoot overshoot = Overshoot.Measure(series, 0.05);

        Assert.Equal(Math.Cosh(8 * Math.Acosh(1.1)), overshoot.Largest, 9);
        Assert.Equal(overshoot.Largest, overshoot.Growth, 9);
    }

    [Fact]
    public void OvershootDoesNotLookBelowTheDomain()
    {
        Overshoot overshoot = Overshoot.Measure(static x => 1 / x, new Interval(1, 101), 0.05, lowestInput: 0);

        Assert.Equal(2, overshoot.Largest, 9);
    }

    /// <summary>1/x doubles towards the end of its domain: that is the function's own growth, not the polynomial's.</summary>
    [Fact]
    public void TheFunctionsOwnGrowthIsNoExcess()
    {
        Interval interval = new(1, 101);
        Assert.Equal(1, Overshoot.Measure(static x => 1 / x, interval, 0.05, ScalarFunctions.Reciprocal).Excess, 9);
        Assert.Equal(3, Overshoot.Measure(static x => x < 1 ? 3 / x : 0, interval, 0.05, ScalarFunctions.Reciprocal).Excess, 1);
        Assert.Equal(double.PositiveInfinity, Overshoot.Measure(static x => x < 1 ? double.NaN : 0, interval, 0.05, ScalarFunctions.Reciprocal).Excess);
    }
}
