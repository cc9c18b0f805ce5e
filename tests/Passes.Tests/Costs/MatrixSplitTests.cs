using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Tests.Costs;

public sealed class MatrixSplitTests
{
    // The runtime keeps the same of the same matrix: DiagonalMatrixTests.
    [Theory]
    [InlineData("t:64 f:16 | t:64 f:16", "t:64 g:16 | t:64 g:16", 16, 31, 0)]
    [InlineData("t:8 f:16 | f:16 t:8", "t:8 g:16 | g:16 t:8", 128, 0, 16)]
    public void KnowsWhatIsKeptOfDiagonals(string input, string output, int period, int periodic, int whole)
    {
        LinearMap map = new(LayoutText.Parse(input), LayoutText.Parse(output), ["f"], ["g"]);

        MatrixSplit split = MatrixSplit.Of(PlacedDiagonals.Of(map, hasWeight: true), 4, BabyForm.Extended);

        Assert.Equal(new KeptDiagonals(map.Output.SlotCount, period, periodic, whole), split.Work.Diagonals);
    }

    [Fact]
    public void DiagonalsThatRepeatCostLess()
    {
        StructuredCosts costs = new(new CostModel(CostTable.Default(), 16, 6));
        MatrixWork whole = new(KeptDiagonals.Of(1 << 15, [1 << 15, 1 << 15]), 1, 1, 1, 1), periodic = new(KeptDiagonals.Of(1 << 15, [1 << 10, 1 << 8]), 1, 1, 1, 1);

        OperationCost more = costs.MatrixProduct(whole, new Level(10)), less = costs.MatrixProduct(periodic, new Level(10));

        Assert.Equal(more.EncodeMilliseconds / 32, less.EncodeMilliseconds, 6);
        Assert.True(less.Milliseconds < more.Milliseconds);
    }
}
