using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Kernels;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Linear layers and centered rows, whatever the rows are, and in as many ciphertexts as there must be.</summary>
public sealed class LinearKernelTests
{
    private const string Normalize = "%1 = tensor.normalize(%0) {epsilon = 0.001, inverse_root = \"chebyshev [-1, 1] {1, -0.4, 0.1}\", normalized = 1, shift = -0.5}\n";

    /// <summary>What it is, shapes of the inputs, the other nodes.</summary>
    public static TheoryData<string, string, string> Circuits => new()
    {
        { "tokens", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}" },
        { "one token", "1x5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}" },
        { "no tokens", "5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}" },
        { "a batch of tokens", "2x3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}" },
        { "to one feature and back", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x1\", bias = \"b1\"}\n%2 = tensor.linear(%1) {weight = \"w1x6\"}" },
        { "to many features and back", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x40\", bias = \"b40\"}\n%2 = tensor.linear(%1) {weight = \"w40x6\", bias = \"b6\"}" },
        { "between values of several ciphertexts", "3x20", "%1 = tensor.linear(%0) {weight = \"w20x33\", bias = \"b33\"}" },
        { "after a transpose of tokens and inputs", "2x3x5", "%1 = tensor.transpose(%0) {permutation = [1, 0, 2]}\n%2 = tensor.linear(%1) {weight = \"w5x7\", bias = \"b7\"}" },
        { "of all tokens at once", "3x4", "%1 = tensor.linear(%0) {weight = \"w4x4\"}\n%2 = tensor.reshape(%1) {shape = [12]}\n%3 = tensor.linear(%2) {weight = \"w12x5\", bias = \"b5\"}" },
        { "of heads that are joined again", "3x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [3, 2, 3]}\n%3 = tensor.multiply(%2, %2)\n%4 = tensor.reshape(%3) {shape = [3, 6]}\n%5 = tensor.linear(%4) {weight = \"w6x5\", bias = \"b5\"}" },
        { "behind a norm", "3x5", Normalize + "%2 = tensor.linear(%1) {weight = \"w5x7\", bias = \"b7\"}" },
        { "of a norm that goes elsewhere as well", "3x5", Normalize + "%2 = tensor.linear(%1) {weight = \"w5x5\", bias = \"b5\"}\n%3 = tensor.add(%1, %2)" },
        { "of a norm's first token", "3x5", Normalize + "%2 = tensor.slice(%1) {starts = [0], ends = [1], axes = [0], steps = [1]}\n%3 = tensor.linear(%2) {weight = \"w5x4\", bias = \"b4\"}" },
        { "of a norm's last two tokens", "4x5", Normalize + "%2 = tensor.slice(%1) {starts = [2], ends = [4], axes = [0], steps = [1]}\n%3 = tensor.linear(%2) {weight = \"w5x4\", bias = \"b4\"}" },
        { "of many features behind a norm", "3x5", Normalize + "%2 = tensor.linear(%1) {weight = \"w5x40\", bias = \"b40\"}" },
        { "of one token, beside rows that nobody may use", "4x16", "%1 = tensor.linear(%0) {weight = \"w16x16\", bias = \"b16\"}\n%2 = tensor.slice(%1) {starts = [0], ends = [1], axes = [0], steps = [1]}\n%3 = tensor.linear(%2) {weight = \"w16x16\"}" },
        { "to few features of one row", "40", "%1 = tensor.linear(%0) {weight = \"w40x3\", bias = \"b3\"}" },
        { "to few features of a row that others gave", "3x20", "%1 = tensor.reduce_sum(%0) {axes = [0], keep = 0}\n%2 = tensor.linear(%1) {weight = \"w20x3\", bias = \"b3\"}\n%3 = tensor.multiply(%2, %2)\n%4 = tensor.linear(%3) {weight = \"w3x5\", bias = \"b5\"}" },
        { "to few features, added", "40 24", "%2 = tensor.linear(%0) {weight = \"w40x3\", bias = \"b3\"}\n%3 = tensor.linear(%1) {weight = \"w24x3\"}\n%4 = tensor.add(%2, %3)" },
        { "to few features, added to more", "40 3", "%2 = tensor.linear(%0) {weight = \"w40x3\", bias = \"b3\"}\n%3 = tensor.linear(%1) {weight = \"w3x3\"}\n%4 = tensor.add(%2, %3)" },
        { "centered rows", "3x5", "%1 = tensor.center(%0) {gain = 0.5}" },
        { "centered rows of several ciphertexts", "3x20", "%1 = tensor.center(%0) {gain = 1.5}\n%2 = tensor.linear(%1) {weight = \"w20x3\"}" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string lines)
    {
        Assert.NotEmpty(what);
        RowMeaning.AssertInAnySlots(inputs, lines);
    }

    [Theory]
    [InlineData(512, 1, 1)]
    [InlineData(32, 1, 5)]     // 40 features in rows of 8
    public void ALayerIsOneMapBetweenAsManyCiphertextsAsItsFeaturesFill(int slots, int before, int after)
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("3x5", "%1 = tensor.linear(%0) {weight = \"w5x40\"}"), slots).Find(ModuleKeys.Circuit)!;

        (_, PackedLinearMap map) = Assert.Single(circuit.Ops<PackedLinearMap>());
        Assert.Equal(before, map.Map.Input.CiphertextCount);
        Assert.Equal(after, map.Map.Output.CiphertextCount);
        Assert.Equal(3, circuit.Nodes.Count - circuit.Ops<PackedSumSlots>().Count());
    }

    /// <summary>Where all rows are the same, few results take as many diagonals and a sum over slots, and layers that are added share the sum.</summary>
    [Fact]
    public void FewResultsOfManyFeaturesAreSumsOfParts()
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("256 200", """
            %2 = tensor.linear(%0) {weight = "w256x4", bias = "b4"}
            %3 = tensor.linear(%1) {weight = "w200x4", bias = "b4"}
            %4 = tensor.add(%2, %3)
            """), 1024).Find(ModuleKeys.Circuit)!;

        Assert.Equal([4, 4], circuit.Ops<PackedLinearMap>().Select(static map => MapRotations.Of(map.Op.Map).Count));
        Assert.Equal([4, 8, 16, 32, 64, 128, 256, 512], Assert.Single(circuit.Ops<PackedSumSlots>()).Op.Steps.Order());
        Assert.True(circuit.Ops<PackedOutput>().Single().Op.Layout.SlotAxes.First() is { IsCopies: true, HasGap: false });
    }

    /// <summary>Of tokens, whose rows differ, and where results are no fewer than features, all is as ever.</summary>
    [Theory]
    [InlineData("3x256", "w256x4")]
    [InlineData("4", "w4x200")]
    public void OtherLayersAreWhole(string input, string weight)
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read(input, $"%1 = tensor.linear(%0) {{weight = \"{weight}\"}}"), 1024).Find(ModuleKeys.Circuit)!;

        Assert.Null(Assert.Single(circuit.Ops<PackedLinearMap>()).Op.Map.Parts);
    }

    [Fact]
    public void ABiasIsAddedToRowsThatHoldTokensAlone()
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("3x5", "%1 = tensor.linear(%0) {weight = \"w5x5\", bias = \"b5\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 0}"), 32).Find(ModuleKeys.Circuit)!;

        // No mask: the fourth row is zero behind the bias too, so that the sum over rows takes it as it is.
        Assert.Empty(circuit.Ops<PackedMultiplyPlain>());
    }

    /// <summary>With copies beside them a slot of the result finds all features to its right: a diagonal each, not one for each distance to either side.</summary>
    [Theory]
    [InlineData(32, 63, 0)]      // the row has no room for a copy
    [InlineData(64, 32, 1)]
    [InlineData(512, 32, 1)]
    public void FeaturesAreCopiedWhereThatSavesDiagonals(int row, int diagonals, int copies)
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("4x32", "%1 = tensor.linear(%0) {weight = \"w32x32\"}\n%2 = tensor.linear(%1) {weight = \"w32x32\"}"), 4 * row).Find(ModuleKeys.Circuit)!;

        Assert.Equal(copies, circuit.Ops<PackedSumSlots>().Count());
        Assert.All(circuit.Ops<PackedLinearMap>(), map => Assert.Equal(diagonals, MapRotations.Of(map.Op.Map).Count));
    }

    /// <summary>An input is packed with its copies, once for all layers that read it, and once more for whoever reads it otherwise.</summary>
    [Fact]
    public void TheClientCopiesWhatLayersRead()
    {
        Graph circuit = LowerToRows.Run(
            RowCircuit.Read("4x32", "%1 = tensor.linear(%0) {weight = \"w32x32\"}\n%2 = tensor.linear(%0) {weight = \"c32x32\"}\n%3 = tensor.add(%1, %2)\n%4 = tensor.add(%3, %0)"), 256).Find(ModuleKeys.Circuit)!;

        Assert.Equal(2, circuit.Ops<PackedInput>().Count());
        Assert.Empty(circuit.Ops<PackedSumSlots>());
    }

    /// <summary>Rows that a layer reads are repeated anyway: their sum of squares is then right wherever the layer's results lie, and no rotation spreads it.</summary>
    [Theory]
    [InlineData(64, 2, 0)]      // copies, and the sum over one of them
    [InlineData(8, 2, 1)]       // no room: the sum, and what spreads it
    public void ANormSumsOverCopies(int row, int doublings, int spread)
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("4x5", "%1 = tensor.linear(%0) {weight = \"w5x5\"}\n" + Normalize.Replace("%0", "%1", StringComparison.Ordinal).Replace("%1 =", "%2 =", StringComparison.Ordinal) + "%3 = tensor.linear(%2) {weight = \"w5x5\"}"), 4 * row)
            .Find(ModuleKeys.Circuit)!;

        PackedPolynomial inverse = Assert.Single(circuit.Ops<PackedPolynomial>()).Op;
        Assert.Equal(doublings + spread - (spread > 0 ? 1 : 0), circuit.Ops<PackedSumSlots>().Count());
        Assert.Equal(spread, circuit.Ops<PackedSumSlots>().Count(sum => circuit[sum.Op.Input].Op == inverse));
    }

    /// <summary>The layer is computed beside the norm's inverse root, of what comes before the norm: a level less.</summary>
    [Theory]
    [InlineData("w5x5", true)]
    [InlineData("w5x40", false)]     // in rows of 8: five products for one
    public void ANormsFactorWaitsBehindALayerOfFewCiphertexts(string weight, bool waits)
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("4x5", Normalize + $"%2 = tensor.linear(%1) {{weight = \"{weight}\"}}"), 32).Find(ModuleKeys.Circuit)!;

        PackedLinearMap map = circuit.Ops<PackedLinearMap>().Single(static map => map.Op.Weight is not null).Op;
        Assert.Equal(waits, circuit[map.Input].Op is PackedInput);
    }
}
