using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Ir.Tests.Approximation;

public sealed class PatersonStockmeyerCostTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(7, 3)]
    [InlineData(8, 4)]
    [InlineData(127, 7)]
    [InlineData(255, 8)]
    public void LevelsAreTheCeilingOfLog2OfDegreePlusOne(int degree, int levels) =>
        Assert.Equal(levels, PatersonStockmeyerCost.Of(degree).Levels);

    // Closed form for degree 2^k - 1 with 2^l baby steps: 2^l + 2^(k-l) + k - 4, minimized over l.
    [Theory]
    [InlineData(3, 2)]
    [InlineData(7, 5)]
    [InlineData(15, 8)]
    [InlineData(31, 13)]
    [InlineData(63, 18)]
    [InlineData(127, 27)]
    [InlineData(255, 36)]
    public void DenseFullDegreesCostTheClosedForm(int degree, int products) =>
        Assert.Equal(products, PatersonStockmeyerCost.Of(degree).Products);

    [Fact]
    public void EvenSeriesCostOneSquareAndHalfTheDegree()
    {
        EvaluationCost half = PatersonStockmeyerCost.Of(15);

        Assert.Equal(new EvaluationCost(half.Levels + 1, half.Products + 1), PatersonStockmeyerCost.Of(30, Symmetry.Even));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(63)]
    [InlineData(127)]
    [InlineData(255)]
    public void OddSeriesCostNoMoreThanDenseOnesOfTheSameDepth(int degree)
    {
        EvaluationCost dense = PatersonStockmeyerCost.Of(degree);
        EvaluationCost odd = PatersonStockmeyerCost.Of(degree, Symmetry.Odd);

        Assert.Equal(dense.Levels, odd.Levels);
        Assert.True(degree <= 15 ? odd.Products <= dense.Products : odd.Products < dense.Products, $"{odd} against {dense}");
    }

    [Fact]
    public void DegreeOneIsFreeOfProducts() => Assert.Equal(new EvaluationCost(1, 0), PatersonStockmeyerCost.Of(1));

    [Fact]
    public void MoreDegreeInOneLevelNeverNeedsFewerProductsThanThePowersOfTwoAlone()
    {
        for (int degree = 2; degree <= 255; degree++)
        {
            EvaluationCost cost = PatersonStockmeyerCost.Of(degree);

            // T_2, T_4, ... up to the largest power of two are needed by any evaluation of this degree.
            Assert.True(cost.Products >= cost.Levels - 1, $"degree {degree}: {cost}");
        }
    }

    [Theory]
    [InlineData(-1, Symmetry.None)]
    [InlineData(5, Symmetry.Even)]
    [InlineData(6, Symmetry.Odd)]
    [InlineData(ChebyshevSeries.MaxDegree + 1, Symmetry.None)]
    public void ImpossibleDegreesAreRejected(int degree, Symmetry symmetry) =>
        Assert.Throws<ArgumentException>(() => PatersonStockmeyerCost.Of(degree, symmetry));
}
