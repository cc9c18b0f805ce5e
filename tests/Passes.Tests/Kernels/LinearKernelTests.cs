using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Kernels;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Linear layers and centered rows, whatever the rows are, and in as many ciphertexts as there must be.</summary>
public sealed class LinearKernelTests
{
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
        Assert.Equal(3, circuit.Nodes.Count);
    }

    [Fact]
    public void ABiasIsAddedToRowsThatHoldTokensAlone()
    {
        Graph circuit = LowerToRows.Run(RowCircuit.Read("3x5", "%1 = tensor.linear(%0) {weight = \"w5x5\", bias = \"b5\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 0}"), 32).Find(ModuleKeys.Circuit)!;

        // No mask: the fourth row is zero behind the bias too, so that the sum over rows takes it as it is.
        Assert.Empty(circuit.Ops<PackedMultiplyPlain>());
    }
}
