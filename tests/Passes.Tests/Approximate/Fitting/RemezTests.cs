using CsCheck;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Fitting;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Tests.Approximate.Fitting;

public sealed class RemezTests
{
    private static readonly Interval Unit = new(-1, 1);

    // For smooth f the least error is close to |f^(n+1)| / (2^n (n+1)!): for exp at degree 5, e^xi / 23040.
    [Fact]
    public void ExponentialOfDegreeFiveHasTheKnownError()
    {
        PolynomialFit fit = Remez.Fit(Math.Exp, Unit, 5);

        Assert.Equal(FitMethod.Minimax, fit.Method);
        Assert.InRange(fit.WeightedError, 4.51e-5, 4.53e-5);
        Assert.Equal(7, ErrorCurve.Alternations(Math.Exp, fit.Series, 0.001));
    }

    // Chebyshev: the best polynomial below degree n + 1 for x^(n+1) leaves 2^-n T_{n+1}.
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public void MonomialsLeaveAChebyshevPolynomial(int degree) =>
        Assert.Equal(Math.Pow(2, -degree), Remez.Fit(x => Math.Pow(x, degree + 1), Unit, degree).WeightedError, 1e-6 * Math.Pow(2, -degree));

    // Best quadratic for |x|: x^2 + 1/8.
    [Fact]
    public void AbsoluteValueHasTheKnownQuadratic()
    {
        PolynomialFit fit = Remez.Fit(Math.Abs, Unit, 2, symmetry: Symmetry.Even);

        Assert.Equal(0.125, fit.WeightedError, 6);
        Assert.Equal(0.625, fit.Series.Coefficients[0], 5);
        Assert.Equal(0.5, fit.Series.Coefficients[2], 5);
    }

    // Chebyshev's closed form for 1/(t - a) on [-1, 1], a > 1: (a - sqrt(a^2 - 1))^n / (a^2 - 1).
    [Theory]
    [InlineData(4, 3)]
    [InlineData(10, 7)]
    [InlineData(100, 15)]
    [InlineData(100, 63)]
    [InlineData(1000, 127)]
    public void ReciprocalFollowsTheClosedForm(double kappa, int degree)
    {
        double pole = (kappa + 1) / (kappa - 1);
        double expected = Math.Pow(pole - Math.Sqrt((pole * pole) - 1), degree) / ((pole * pole) - 1) * 2 / (kappa - 1);

        PolynomialFit fit = Remez.Fit(ScalarFunctions.Reciprocal.Evaluate, new Interval(1, kappa), degree);

        Assert.Equal(FitMethod.Minimax, fit.Method);
        Assert.Equal(1, fit.WeightedError / expected, 1e-4);
    }

    // With weight x the residual 1 - x p(x) is the Chebyshev polynomial scaled to 1 at x = 0.
    [Theory]
    [InlineData(100, 15)]
    [InlineData(100, 31)]
    [InlineData(1e5, 3)]
    [InlineData(1e5, 127)]
    public void RelativeReciprocalFollowsTheClosedForm(double kappa, int degree)
    {
        double expected = 1 / Math.Cosh((degree + 1) * Math.Acosh((kappa + 1) / (kappa - 1)));

        PolynomialFit fit = Remez.Fit(x => 1 / x, new Interval(1, kappa), degree, x => x);

        Assert.Equal(FitMethod.Minimax, fit.Method);
        Assert.Equal(1, fit.WeightedError / expected, 1e-4);
    }

    [Theory]
    [InlineData("gelu", 8, 6)]
    [InlineData("gelu", 8, 14)]
    [InlineData("gelu", 8, 30)]
    [InlineData("silu", 12, 62)]
    [InlineData("tanh", 6, 31)]
    [InlineData("sigmoid", 10, 63)]
    public void SymmetricFitsEqualUnrestrictedOnes(string name, double magnitude, int degree)
    {
        ScalarFunction function = Named(name);
        Interval interval = new(-magnitude, magnitude);

        PolynomialFit symmetric = Remez.Fit(function.Evaluate, interval, degree, null, function.Symmetry);
        PolynomialFit full = Remez.Fit(function.Evaluate, interval, degree);

        Assert.Equal(FitMethod.Minimax, symmetric.Method);
        Assert.Equal(function.Symmetry, symmetric.Series.Symmetry);
        Assert.Equal(full.WeightedError, symmetric.WeightedError, 1e-3 * full.WeightedError);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(127)]
    public void GeluEquioscillates(int degree)
    {
        PolynomialFit fit = Remez.Fit(ScalarFunctions.GeluErf.Evaluate, new Interval(-30, 28), degree);

        Assert.Equal(FitMethod.Minimax, fit.Method);
        Assert.True(ErrorCurve.Alternations(ScalarFunctions.GeluErf.Evaluate, fit.Series, 0.01) >= degree + 2);
    }

    [Fact]
    public void ReportedErrorIsTheMeasuredOne() =>
        Gen.Select(Gen.Double[0.1, 5], Gen.Double[1.5, 200], Gen.Int[1, 40]).Sample(
            static (low, ratio, degree) =>
            {
                Interval interval = new(low, low * ratio);
                Func<double, double> weight = Math.Sqrt;
                PolynomialFit fit = Remez.Fit(ScalarFunctions.InverseSquareRoot.Evaluate, interval, degree, weight);
                double measured = ErrorCurve.Largest(ScalarFunctions.InverseSquareRoot.Evaluate, fit.Series, weight);

                return Math.Abs(measured - fit.WeightedError) <= (0.001 * fit.WeightedError) + 1e-13;
            },
            iter: 20);

    [Fact]
    public void NeverWorseThanChebyshevInterpolation() =>
        Gen.Select(Gen.Double[-20, 0], Gen.Double[0.5, 30], Gen.Int[0, 60]).Sample(
            static (low, width, degree) =>
            {
                Interval interval = new(low, low + width);
                ChebyshevSeries interpolant = ChebyshevInterpolation.Fit(ScalarFunctions.Silu.Evaluate, interval, degree);
                PolynomialFit fit = Remez.Fit(ScalarFunctions.Silu.Evaluate, interval, degree);

                return fit.WeightedError <= (1.000001 * ErrorCurve.Largest(ScalarFunctions.Silu.Evaluate, interpolant)) + 1e-13;
            },
            iter: 20);

    [Fact]
    public void StallsAtRoundingWithoutHarm()
    {
        PolynomialFit fit = Remez.Fit(Math.Exp, Unit, 127);

        Assert.True(fit.WeightedError < 2e-14, $"error {fit.WeightedError:E2}");
    }

    [Fact]
    public void PolynomialsAreReproduced() =>
        Gen.Double[-1, 1].Array[1, 10].Sample(static coefficients =>
        {
            ChebyshevSeries given = new(new Interval(-3, 5), coefficients);
            PolynomialFit fit = Remez.Fit(given.Evaluate, given.Interval, 12);

            return fit.WeightedError < 1e-13;
        }, iter: 20);

    [Fact]
    public void RejectsWhatCannotBeFitted()
    {
        Assert.Throws<ArgumentException>(() => Remez.Fit(Math.Log, Unit, 5));
        Assert.Throws<ArgumentException>(() => Remez.Fit(Math.Exp, Unit, -1));
        Assert.Throws<ArgumentException>(() => Remez.Fit(Math.Exp, Unit, 3, static x => x));
        Assert.Throws<ArgumentException>(() => Remez.Fit(Math.Tanh, new Interval(-1, 2), 3, symmetry: Symmetry.Odd));
    }

    private static ScalarFunction Named(string name) => name switch
    {
        "gelu" => ScalarFunctions.GeluErf,
        "silu" => ScalarFunctions.Silu,
        "tanh" => ScalarFunctions.Tanh,
        "sigmoid" => ScalarFunctions.Sigmoid,
        _ => throw new ArgumentException(name),
    };
}
