using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Tests.Costs;

/// <summary>What linear maps between bundles take: rotations of every ciphertext, one period of each diagonal.</summary>
public sealed class LinearMapSplitTests
{
    private static readonly Layout Features = LayoutText.Parse("t:64 f:24 | 3 ciphertexts | f*8:3 t:64 f:8");
    private static readonly LinearMap Product = new(Features, LayoutText.Parse("t:64 g:16 | 2 ciphertexts | g*8:2 t:64 g:8"), ["f"], ["g"]);

    /// <summary>15 rotations by -7 to 7 of three ciphertexts, in each of two results.</summary>
    [Theory]
    [InlineData(1, 0, 28, 0)]      // no babies: every rotation but 0, for each result
    [InlineData(4, 9, 6, 3)]       // 1, 2 and 3 of each operand; 4, -4 and -8 of each result
    [InlineData(8, 21, 2, 3)]      // 1 to 7 of each operand; -8 of each result
    [InlineData(512, 42, 0, 3)]    // no giants
    public void BabiesCountForEachOperandAndGiantsForEachResult(int step, int babies, int giants, int decomposed)
    {
        MatrixWork work = MatrixSplit.Of(PlacedDiagonals.Of(Product, hasWeight: true), step, BabyForm.Extended).Work;

        Assert.Equal((babies, giants, decomposed, 2), (work.Babies, work.Giants, work.Decomposed, work.Results));
        Assert.Equal(new KeptDiagonals(512, 8, 90, 0), work.Diagonals);
    }

    [Fact]
    public void EveryCiphertextIsPaidFor()
    {
        CostModel model = new(CostTable.Default(), 10, 3);
        MatrixWork work = MatrixSplit.Of(PlacedDiagonals.Of(Product, hasWeight: true), 4, BabyForm.Extended).Work;
        Level level = new(5);

        OperationCost cost = new StructuredCosts(model).MatrixProduct(work, level);

        double expected = (3 * model.Decompose(level)) + (9 * model.RotateLazy(level)) + (90 * model.MultiplyPeriodicExtended(level))
            + (6 * (model.ModDown(level) + model.Decompose(level) + model.RotateLazy(level))) + (2 * (model.ModDown(level) + model.Rescale(level)));
        Assert.Equal(expected, cost.Milliseconds, 1e-9);
        Assert.Equal((15, 15, 0), (cost.Rotations, cost.KeySwitches, cost.Products));
    }

    /// <summary>A division by P for each baby instead of each giant, and products on fewer primes.</summary>
    [Fact]
    public void DividedBabiesArePaidForInsteadOfGiants()
    {
        CostModel model = new(CostTable.Default(), 10, 3);
        MatrixWork work = MatrixSplit.Of(PlacedDiagonals.Of(Product, hasWeight: true), 4, BabyForm.Divided).Work;
        Level level = new(5);

        OperationCost cost = new StructuredCosts(model).MatrixProduct(work, level);

        double expected = (3 * model.Decompose(level)) + (9 * (model.RotateLazy(level) + model.ModDown(level))) + (90 * model.MultiplyPeriodic(level))
            + (6 * (model.Decompose(level) + model.RotateLazy(level))) + (2 * (model.ModDown(level) + model.Rescale(level)));
        Assert.Equal(expected, cost.Milliseconds, 1e-9);
        Assert.Equal(90 * model.EncodePeriodic(level, 8), cost.EncodeMilliseconds, 1e-9);
        Assert.Equal((15, 15, 0), (cost.Rotations, cost.KeySwitches, cost.Products));
    }

    /// <summary>Two pairs of three operands, or one pair of two results, and a conjugation for each result.</summary>
    [Theory]
    [InlineData(ComplexPacking.Operands, 60, 6, 6, 2, 2)]
    [InlineData(ComplexPacking.Results, 45, 9, 3, 3, 1)]
    public void PairsHalveProductsAndRotations(ComplexPacking packing, int diagonals, int babies, int giants, int decomposed, int results)
    {
        CostModel model = new(CostTable.Default(), 10, 3);
        MatrixWork work = MatrixSplit.Of(PlacedDiagonals.Of(Product, hasWeight: true).Packed(packing), 4, BabyForm.Divided).Work;
        Level level = new(5);

        OperationCost cost = new StructuredCosts(model).MatrixProduct(work, level);
        OperationCost unconjugated = new StructuredCosts(model).MatrixProduct(work with { Packing = ComplexPacking.None }, level);

        Assert.Equal(new KeptDiagonals(512, 8, diagonals, 0), work.Diagonals);
        Assert.Equal((babies, giants, decomposed, results), (work.Babies, work.Giants, work.Decomposed, work.Results));
        Assert.Equal((results, packing), (work.Conjugations, work.Packing));
        Assert.Equal(babies + giants + results, cost.KeySwitches);
        double each = model.KeySwitch(level - 1) + model.MultiplyPlain(level) + (2 * model.Add(level));
        Assert.Equal(unconjugated.Milliseconds + (results * each), cost.Milliseconds, 1e-9);
    }

    /// <summary>What is not paired by anything is not offered.</summary>
    [Fact]
    public void OnlyBundlesGoInPairs()
    {
        LinearMap single = new(LayoutText.Parse("t:64 f:8 | t:64 f:8"), LayoutText.Parse("t:64 g:8 | t:64 g:8"), ["f"], ["g"]);

        Assert.Empty(PlacedDiagonals.Of(single, hasWeight: true).Packed());
        Assert.Equal([ComplexPacking.Operands, ComplexPacking.Results], PlacedDiagonals.Of(Product, hasWeight: true).Packed().Select(static packed => packed.Packing));
    }

    /// <summary>Without baby rotations there is nothing to divide, and products are modulo Q in any case.</summary>
    [Fact]
    public void WithoutBabiesThereIsOneForm()
    {
        PlacedDiagonals diagonals = PlacedDiagonals.Of(Product, hasWeight: true);

        MatrixSplit only = Assert.Single(MatrixSplit.All(diagonals, 1));

        Assert.Equal((BabyForm.Extended, false), (only.Babies, only.Work.IsExtended));
        Assert.Equal([BabyForm.Extended, BabyForm.Divided], MatrixSplit.All(diagonals, 4).Select(static split => split.Babies));
        Assert.Equal(MatrixSplit.Of(diagonals, 4, BabyForm.Divided).Work, MatrixSplit.All(diagonals, 4).Last().Work);
    }

    [Fact]
    public void MapsOfOnesRepeatWhateverTheirElementsAre()
    {
        Layout pairs = LayoutText.Parse("t:64 f:8 | t:64 f:8");
        LinearMap moved = new(pairs, LayoutText.Parse("t:64 f:8 | t:64 f:8"));
        LinearMap summed = new(pairs, LayoutText.Parse("t:64 | t:64 r:8"), ["f"]);

        Assert.Equal(new KeptDiagonals(512, 2, 1, 0), PlacedDiagonals.Of(moved, hasWeight: false).Kept);
        Assert.Equal(8, PlacedDiagonals.Of(summed, hasWeight: true).Kept.Period);
    }

    [Fact]
    public void ACiphertextWithoutElementsIsRefused()
    {
        Layout empty = LayoutText.Parse("t:64 g:8/24z | 3 ciphertexts | g*8:3 t:64 g:8");

        IrException error = Assert.Throws<IrException>(() => PlacedDiagonals.Of(new LinearMap(Features, empty, ["f"], ["g"]), hasWeight: true));

        Assert.Contains("ciphertext 1 of a linear map's result", error.Message, StringComparison.Ordinal);
    }
}
