using CsCheck;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;

namespace PowerSoftmax.Passes.Tests.Approximate.Candidates;

public sealed class IterationTests
{
    // The residual e = 1 - x y of a start squares with each iteration: the result is (1 - e^(2^i)) / x.
    [Theory]
    [InlineData(IterationScheme.NewtonReciprocal)]
    [InlineData(IterationScheme.GoldschmidtReciprocal)]
    public void ReciprocalResidualsSquare(IterationScheme scheme) =>
        Gen.Select(Gen.Double[0.1, 100], Gen.Double[-0.9, 0.9], Gen.Int[1, 6]).Sample((x, e, iterations) =>
        {
            double y = Iteration.Run(scheme, iterations, x, (1 - e) / x);

            return Math.Abs((x * y) - (1 - Math.Pow(e, 1 << iterations))) < 1e-12;
        });

    [Fact]
    public void BothInverseSquareRootsComputeTheSame() =>
        Gen.Select(Gen.Double[0.1, 100], Gen.Double[-0.5, 0.5], Gen.Int[1, 6]).Sample(static (x, e, iterations) =>
        {
            double start = (1 - e) / Math.Sqrt(x);
            double newton = Iteration.Run(IterationScheme.NewtonInverseSquareRoot, iterations, x, start);
            double goldschmidt = Iteration.Run(IterationScheme.GoldschmidtInverseSquareRoot, iterations, x, start);

            return Math.Abs(newton - goldschmidt) < 1e-12 * newton;
        });

    [Theory]
    [InlineData(IterationScheme.NewtonInverseSquareRoot)]
    [InlineData(IterationScheme.GoldschmidtInverseSquareRoot)]
    public void InverseSquareRootsConverge(IterationScheme scheme) =>
        Assert.Equal(1 / Math.Sqrt(7), Iteration.Run(scheme, 6, 7, 0.3), 12);

    [Fact]
    public void CostsAreThoseOfTheWrittenFormulas()
    {
        Assert.Equal(new EvaluationCost(6, 6), Iteration.Cost(IterationScheme.NewtonReciprocal, 3));
        Assert.Equal(new EvaluationCost(4, 6), Iteration.Cost(IterationScheme.GoldschmidtReciprocal, 3));
        Assert.Equal(new EvaluationCost(6, 9), Iteration.Cost(IterationScheme.NewtonInverseSquareRoot, 3));
        Assert.Equal(new EvaluationCost(7, 9), Iteration.Cost(IterationScheme.GoldschmidtInverseSquareRoot, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Iteration.Cost(IterationScheme.NewtonReciprocal, 0));
    }
}
