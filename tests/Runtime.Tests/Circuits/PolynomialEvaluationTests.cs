using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Circuits;

public sealed class PolynomialEvaluationTests
{
    private static readonly Level Top = new(7);

    [Theory]
    [InlineData(0, Symmetry.None)]
    [InlineData(1, Symmetry.None)]
    [InlineData(2, Symmetry.None)]
    [InlineData(3, Symmetry.None)]
    [InlineData(7, Symmetry.None)]
    [InlineData(8, Symmetry.None)]
    [InlineData(14, Symmetry.Even)]
    [InlineData(15, Symmetry.Odd)]
    [InlineData(23, Symmetry.None)]
    [InlineData(31, Symmetry.None)]
    [InlineData(48, Symmetry.Even)]
    [InlineData(63, Symmetry.None)]
    [InlineData(63, Symmetry.Odd)]
    public void AgreesWithClenshawAtTheStatedLevelAndScale(int degree, Symmetry symmetry)
    {
        ChebyshevSeries series = PolynomialPlanTests.Series(degree, symmetry);
        PolynomialPlan plan = PolynomialPlan.For(series, PolynomialPlanTests.Levels(degree));
        using InsecureClient client = InsecureClient.Create(Top.Value);
        using EvaluationKeys keys = client.Keys([]);
        double[] slots = DiagonalMatrixTests.Slots(client.Parameters.SlotCount);
        using Ciphertext input = client.Encrypt(slots, Top);
        Level level = Top - plan.Levels;
        PolynomialEvaluation evaluation = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        using Ciphertext result = evaluation.Evaluate(input, plan, client.Parameters.DefaultScale(level));

        Assert.Equal(level, result.Level);
        Assert.Equal(client.Parameters.DefaultScale(level), result.Scale);
        Assert.Equal(1, result.Degree);
        double bits = InsecureClient.Bits([.. slots.Select(series.Evaluate)], client.Decrypt(result));
        Assert.True(bits >= 24, $"{bits:0.0} bits");
    }

    /// <summary>Coefficients times a number for each slot: a factor of the result at the level and scale that it has without.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void CoefficientsCarryAFactorOfEachSlot(int degree)
    {
        ChebyshevSeries series = PolynomialPlanTests.Series(degree, Symmetry.None);
        PolynomialPlan plan = PolynomialPlan.For(series, PolynomialPlanTests.Levels(degree));
        using InsecureClient client = InsecureClient.Create(Top.Value);
        using EvaluationKeys keys = client.Keys([]);
        double[] slots = DiagonalMatrixTests.Slots(client.Parameters.SlotCount);
        double[] factor = [.. Enumerable.Range(0, slots.Length).Select(static slot => slot % 8 == 0 ? 1.5 : 0)];
        using Ciphertext input = client.Encrypt(slots, Top);
        Level level = Top - plan.Levels;
        Evaluator evaluator = new(client.Parameters, keys, Workers.Sequential);
        SlotCoefficients coefficients = new(evaluator, new Encoder(client.Parameters, Workers.Sequential), factor);

        using Ciphertext result = new PolynomialEvaluation(evaluator).Evaluate(input, plan, client.Parameters.DefaultScale(level), coefficients, CancellationToken.None);

        Assert.Equal(level, result.Level);
        Assert.Equal(client.Parameters.DefaultScale(level), result.Scale);
        Assert.Equal(1, result.Degree);
        double bits = InsecureClient.Bits([.. slots.Zip(factor, (slot, times) => times * series.Evaluate(slot))], client.Decrypt(result));
        Assert.True(bits >= 24, $"{bits:0.0} bits");
    }

    [Fact]
    public void AnotherScaleIsReachedExactly()
    {
        ChebyshevSeries series = PolynomialPlanTests.Series(9, Symmetry.None);
        using InsecureClient client = InsecureClient.Create(5);
        using EvaluationKeys keys = client.Keys([]);
        double[] slots = DiagonalMatrixTests.Slots(client.Parameters.SlotCount);
        using Ciphertext input = client.Encrypt(slots, new Level(5));
        Scale scale = new(Math.Pow(2, 40));
        PolynomialEvaluation evaluation = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        using Ciphertext result = evaluation.Evaluate(input, PolynomialPlan.For(series, 4), scale);

        Assert.True(scale.Matches(result.Scale));
        Assert.True(InsecureClient.Bits([.. slots.Select(series.Evaluate)], client.Decrypt(result)) >= 22);
    }

    [Fact]
    public void MissingLevelsAreNamed()
    {
        using InsecureClient client = InsecureClient.Create(2);
        using EvaluationKeys keys = client.Keys([]);
        using Ciphertext input = client.Encrypt([0.5], new Level(2));
        PolynomialPlan plan = PolynomialPlan.For(PolynomialPlanTests.Series(9, Symmetry.None), 4);
        PolynomialEvaluation evaluation = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => evaluation.Evaluate(input, plan, client.Parameters.DefaultScale(new Level(0))));

        Assert.Contains("takes 4 levels, its input is at level 2", error.Message);
    }

    [Fact]
    public void StopsWhenCanceled()
    {
        using InsecureClient client = InsecureClient.Create(4);
        using EvaluationKeys keys = client.Keys([]);
        using Ciphertext input = client.Encrypt([0.5], new Level(4));
        PolynomialPlan plan = PolynomialPlan.For(PolynomialPlanTests.Series(9, Symmetry.None), 4);
        PolynomialEvaluation evaluation = new(new Evaluator(client.Parameters, keys, Workers.Sequential));

        Assert.Throws<OperationCanceledException>(
            () => evaluation.Evaluate(input, plan, client.Parameters.DefaultScale(new Level(0)), new CancellationToken(canceled: true)));
    }
}
