using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Power-softmax attention where a head's slots hold its features many times: scores repeat along them, and the factor of each head waits behind the layer.</summary>
public sealed class RepeatedPairsTests
{
    private const string Inverse = "\"chebyshev [0.5, 1.5] {1, -0.4, 0.1}\"";

    [Theory]
    [InlineData(8, 6, 2, 1024)]
    [InlineData(8, 6, 2, 4096)]
    [InlineData(5, 6, 2, 2048)]     // rows without a token
    [InlineData(8, 6, 1, 512)]      // one head
    [InlineData(4, 12, 3, 1024)]    // heads that are no power of two
    [InlineData(2, 6, 3, 256)]      // all turns in one ciphertext
    [InlineData(8, 12, 6, 4096)]    // too many heads to go through the layer one by one
    [InlineData(8, 16, 2, 1024)]    // halves of heads
    [InlineData(16, 20, 2, 2048)]   // the same, of features that are no power of two
    [InlineData(7, 14, 1, 512)]     // the same, of one head
    [InlineData(8, 40, 5, 4096)]    // the same, of too many heads
    public void SlotsHoldWhatTensorsDo(int tokens, int width, int heads, int slots)
    {
        Module circuit = Attention(tokens, width, heads);

        RowMeaning.Assert(circuit, RandomTensors.Inputs(circuit.Find(ModuleKeys.Circuit)!), slots);
        RowMeaning.Assert(circuit, RandomTensors.Inputs(circuit.Find(ModuleKeys.Circuit)!), slots, inPairs: false);
    }

    [Fact]
    public void NothingIsGatheredAndNothingSpread()
    {
        Graph lowered = LowerToRows.Run(Attention(8, 6, 2), 1024).Find(ModuleKeys.Circuit)!;

        Assert.DoesNotContain(lowered.Ops<PackedLinearMap>(), static map => map.Op.Weight is null);
        Assert.DoesNotContain(lowered.Ops<PackedMultiplyPlain>(), static _ => true);
    }

    /// <summary>Weights, as many heads, meet as many functions in one inner product.</summary>
    [Fact]
    public void TheFactorOfEachHeadWaitsBehindTheLayer()
    {
        Graph lowered = LowerToRows.Run(Attention(8, 6, 2), 1024).Find(ModuleKeys.Circuit)!;

        Assert.Equal(2, lowered.Ops<PackedPolynomial>().Count());
        PackedLinearMap layer = lowered.Ops<PackedLinearMap>().Single(static map => map.Op.Weight == "w6x5").Op;
        Assert.Equal((1, 2), (layer.Map.Indexed.Count, layer.Map.Output.CiphertextCount));
        Assert.Equal(2, lowered.Ops<PackedInnerProduct>().Count());
    }

    /// <summary>Both halves of a head are one complex number, and the real part of a product the sum of both products; what has no room for whole heads has some for these.</summary>
    [Fact]
    public void HalvesOfHeadsMeetInOneProduct()
    {
        Graph halves = LowerToRows.Run(Attention(8, 16, 2), 1024).Find(ModuleKeys.Circuit)!;
        Graph whole = LowerToRows.Run(Attention(8, 16, 2), 1024, hasConjugation: false).Find(ModuleKeys.Circuit)!;

        Assert.Equal(1, TypeOf(halves, Assert.Single(halves.Ops<PackedRealPart>()).Node).Count);
        Assert.Equal(2, whole.Ops<PackedMultiply>().Max(product => TypeOf(whole, product.Node).Count));
        Assert.Equal(3, halves.Ops<PackedLinearMap>().Count(static map => map.Op.InPairs));
        Assert.True(Assert.Single(halves.Ops<PackedInnerProduct>(), static product => product.Op.Subtracts).Op.Subtracts);
        Assert.Empty(halves.Ops<PackedPair>());
        Assert.Equal(SlotForm.Pairs, TypeOf(halves, Assert.Single(halves.Ops<PackedMultiplyPairs>()).Node).Form);
        Assert.DoesNotContain(halves.Ops<PackedLinearMap>(), static map => map.Op.Weight is null);
    }

    /// <summary>Queries that somebody else reads are not halved for the scores.</summary>
    [Fact]
    public void WhatOthersReadIsWhole()
    {
        Module circuit = RowCircuit.Read("8x8", """
            %1 = tensor.linear(%0) {weight = "w8x8", bias = "b8"}
            %2 = tensor.linear(%0) {weight = "c8x8"}
            %3 = tensor.contract(%1, %2) {left = "is", right = "js", result = "ij"}
            %4 = tensor.contract(%3, %1) {left = "ij", right = "js", result = "is"}
            """);

        Assert.DoesNotContain(LowerToRows.Run(circuit, 512).Find(ModuleKeys.Circuit)!.Ops<PackedLinearMap>(), static map => map.Op.Weight is string weight && weight.EndsWith(".half", StringComparison.Ordinal));
        RowMeaning.Assert(circuit, RandomTensors.Inputs(circuit.Find(ModuleKeys.Circuit)!), 512);
    }

    /// <summary>Polynomials of scores would be evaluated on more ciphertexts than gathered ones take.</summary>
    [Fact]
    public void ScoresThatAPolynomialTakesAreGathered()
    {
        Graph lowered = LowerToRows.Run(Attention(8, 6, 2, $"%8 = tensor.polynomial(%7) {{series = {Inverse}}}\n"), 1024).Find(ModuleKeys.Circuit)!;

        Assert.Contains(lowered.Ops<PackedLinearMap>(), static map => map.Op.Weight is null);
    }

    private static PackedType TypeOf(Graph circuit, Node node) => (PackedType)circuit[node.Id].Type;

    private static Module Attention(int tokens, int width, int heads, string power = "%8 = tensor.multiply(%7, %7)\n")
    {
        int head = width / heads;
        string split = $"shape = [{tokens}, {heads}, {head}]";
        return RowCircuit.Read($"{tokens}x{width}", $$"""
            %1 = tensor.linear(%0) {weight = "w{{width}}x{{width}}", bias = "b{{width}}"}
            %2 = tensor.linear(%0) {weight = "c{{width}}x{{width}}"}
            %3 = tensor.linear(%0) {weight = "w{{width}}x{{width}}"}
            %4 = tensor.reshape(%1) { {{split}}}
            %5 = tensor.reshape(%2) { {{split}}}
            %6 = tensor.reshape(%3) { {{split}}}
            %7 = tensor.contract(%4, %5) {left = "ihs", right = "jhs", result = "hij"}
            {{power}}
            %9 = tensor.reduce_sum(%8) {axes = [2], keep = 1}
            %10 = tensor.polynomial(%9) {series = {{Inverse}}}
            %11 = tensor.contract(%8, %6) {left = "hij", right = "jhs", result = "ihs"}
            %12 = tensor.reshape(%10) {shape = [{{heads}}, {{tokens}}]}
            %13 = tensor.transpose(%12) {permutation = [1, 0]}
            %14 = tensor.reshape(%13) {shape = [{{tokens}}, {{heads}}, 1]}
            %15 = tensor.multiply(%11, %14)
            %16 = tensor.reshape(%15) {shape = [{{tokens}}, {{width}}]}
            %17 = tensor.linear(%16) {weight = "w{{width}}x5", bias = "b5"}
            """);
    }
}
