using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Tests.Approximate.Functions;

public sealed class ScalarFunctionsTests
{
    public static TheoryData<ScalarFunction> Symmetric =>
    [
        ScalarFunctions.GeluErf, ScalarFunctions.GeluTanh, ScalarFunctions.Silu, ScalarFunctions.Sigmoid,
        ScalarFunctions.Tanh, ScalarFunctions.Erf, ScalarFunctions.Power(3), ScalarFunctions.Power(4),
    ];

    // Values from tables of the normal distribution and of the logistic function.
    [Fact]
    public void KnownValues()
    {
        Assert.Equal(0.8413447460685429, ScalarFunctions.GeluErf.Evaluate(1), 14);
        Assert.Equal(-0.15865525393145707, ScalarFunctions.GeluErf.Evaluate(-1), 14);
        Assert.Equal(0.8411919906082768, ScalarFunctions.GeluTanh.Evaluate(1), 14);
        Assert.Equal(0.7310585786300049, ScalarFunctions.Silu.Evaluate(1), 14);
        Assert.Equal(0.8427007929497149, ScalarFunctions.Erf.Evaluate(1), 14);
        Assert.Equal(0.5, ScalarFunctions.InverseSquareRoot.Evaluate(4));
    }

    [Theory]
    [MemberData(nameof(Symmetric))]
    public void StatedParityHoldsBesidesAnAffinePart(ScalarFunction function)
    {
        double sign = function.Symmetry == Symmetry.Even ? -1 : 1;
        double part = function.Evaluate(2) + (sign * function.Evaluate(-2));

        for (double x = 0.25; x < 6; x += 0.25)
        {
            double expected = function.Symmetry == Symmetry.Even ? part * x / 2 : part;

            Assert.Equal(expected, function.Evaluate(x) + (sign * function.Evaluate(-x)), 1e-12 * Math.Max(1, Math.Abs(function.Evaluate(x))));
        }
    }

    [Fact]
    public void PowersMinusOneAndMinusOneHalfAreTheKnownFunctions()
    {
        Assert.Same(ScalarFunctions.Reciprocal, ScalarFunctions.Power(-1));
        Assert.Same(ScalarFunctions.InverseSquareRoot, ScalarFunctions.Power(-0.5));
        Assert.Equal(0, ScalarFunctions.Power(1.5).LowestInput);
        Assert.Throws<ArgumentException>(() => ScalarFunctions.Power(double.NaN));
    }
}
