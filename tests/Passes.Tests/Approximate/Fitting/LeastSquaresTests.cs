using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Fitting;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Tests.Approximate.Fitting;

public sealed class LeastSquaresTests
{
    // Under the uniform density the best line for x^3 on [-1, 1] is 3x/5 (Legendre).
    [Fact]
    public void LineForTheCubeIsTheLegendreOne()
    {
        PolynomialFit fit = LeastSquares.Fit(static x => x * x * x, new Interval(-1, 1), 1, static _ => 1);

        Assert.Equal(0.6, fit.Series.Coefficients[1], 6);
        Assert.Equal(0.4, fit.WeightedError, 6);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(127)]
    public void MeanSquareIsNoLargerThanThatOfTheMinimax(int degree)
    {
        Interval interval = new(-9, 7);
        Func<double, double> f = ScalarFunctions.GeluErf.Evaluate;
        ChebyshevSeries least = LeastSquares.Fit(f, interval, degree, static x => Math.Exp(-0.1 * x * x)).Series;
        ChebyshevSeries minimax = Remez.Fit(f, interval, degree).Series;

        Assert.True(MeanSquare(f, least) <= (1.001 * MeanSquare(f, minimax)) + 1e-25);
    }

    [Fact]
    public void SymmetricFitKeepsTheParity() =>
        Assert.Equal(
            Symmetry.Odd,
            LeastSquares.Fit(ScalarFunctions.Sigmoid.Evaluate, new Interval(-6, 6), 9, static _ => 1, Symmetry.Odd).Series.Symmetry);

    private static double MeanSquare(Func<double, double> f, ChebyshevSeries p)
    {
        const int points = 10_000;

        return Enumerable.Range(0, points).Select(i => p.Interval.Low + (p.Interval.Width * (i + 0.5) / points))
            .Average(x => Math.Exp(-0.1 * x * x) * Math.Pow(f(x) - p.Evaluate(x), 2));
    }
}
