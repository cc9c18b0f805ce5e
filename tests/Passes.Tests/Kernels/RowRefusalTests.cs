using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>What no kernel takes is refused by its node, with what stands in the way.</summary>
public sealed class RowRefusalTests
{
    private const string Heads = "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [5, 2, 3]}\n";
    private const string Pairs = Heads + "%3 = tensor.contract(%2, %2) {left = \"ihs\", right = \"jhs\", result = \"hij\"}\n";

    /// <summary>Shapes of the inputs, the other nodes, the node that is refused, words of the refusal.</summary>
    public static TheoryData<string, string, string, string> NotLaidOut => new()
    {
        { "5x6 5x6", "%2 = tensor.concat(%0, %1) {axis = 0}", "%2", "there is no kernel for it" },
        { "5x6", "%1 = tensor.gelu(%0) {tanh = 0}", "%1", "there is no kernel for it" },
        { "5x6", "%1 = tensor.constant() {weight = \"c5x6\"}\n%2 = tensor.negate(%1)", "%2", "a constant stands where an encrypted value is needed" },
        { "5x6", "%1 = tensor.normalize(%0) {epsilon = 0.1}", "%1", "its inverse square root has no polynomial" },
        { "5x6", Heads + "%3 = tensor.linear(%2) {weight = \"w3x3\"}", "%3", "it maps the features of each head by itself" },
        { "5x6", Heads + "%3 = tensor.multiply(%2, %2)\n%4 = tensor.reshape(%3) {shape = [5, 3, 2]}", "%4", "splits the features of 5x2x3 into 5x3x2 where they lie in another split" },
        { "5x6", "%1 = tensor.slice(%0) {starts = [0], ends = [5], axes = [0], steps = [2]}", "%1", "it takes every 2th of 5; only neighbours" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.slice(%1) {starts = [0], ends = [3], axes = [1], steps = [1]}", "%2", "choose features by a linear layer" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.contract(%1, %1) {left = \"is\", right = \"js\", result = \"ij\"}\n%3 = tensor.contract(%2, %1) {left = \"ij\", right = \"is\", result = \"js\"}", "%3", "contracted with something else than values of the keys" },
        { "5x6", Heads + "%3 = tensor.contract(%2, %1) {left = \"ihs\", right = \"jd\", result = \"hijsd\"}", "%3", "it keeps features or inputs of a batch of one operand alone" },
        { "2x3x6 5x6", "%2 = tensor.linear(%0) {weight = \"w6x6\"}\n%3 = tensor.linear(%1) {weight = \"w6x6\"}\n%4 = tensor.contract(%2, %3) {left = \"bis\", right = \"js\", result = \"bij\"}", "%2", "a tensor has 2 axes of tokens, and rows hold one" },
        { "5x6", Pairs + "%4 = tensor.contract(%3, %1) {left = \"hij\", right = \"jd\", result = \"hid\"}", "%4", "its values lack heads or inputs of a batch" },
        { "5x6", Pairs + "%4 = tensor.reduce_sum(%3) {axes = [1], keep = 1}", "%4", "summed over the queries" },
        { "2x4 3x8", "%2 = tensor.linear(%0) {weight = \"w4x4\"}\n%3 = tensor.reshape(%2) {shape = [8]}\n%4 = tensor.linear(%1) {weight = \"w8x8\"}\n%5 = tensor.contract(%3, %4) {left = \"s\", right = \"js\", result = \"j\"}", "%5", "split into heads in different ways" },
        { "2x4 8", "%2 = tensor.linear(%0) {weight = \"w4x4\"}\n%3 = tensor.reshape(%2) {shape = [8]}\n%4 = tensor.linear(%1) {weight = \"w8x8\"}\n%5 = tensor.add(%3, %4)", "%5", "split into heads in another way" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 1}\n%3 = tensor.constant() {weight = \"c5x6\"}\n%4 = tensor.add(%2, %3)", "%4", "a constant 5x6 is combined with an encrypted value that is repeated to 5x6" },
        { "5x1 1x6", "%2 = tensor.linear(%1) {weight = \"w6x6\"}\n%3 = tensor.reduce_sum(%2) {axes = [0], keep = 1}\n%4 = tensor.negate(%0)\n%5 = tensor.multiply(%4, %3)", "%5", "each operand is repeated for the other" },
        { "3x5", "%1 = tensor.reduce_sum(%0) {axes = [0, 1], keep = 0}", "%1", "a tensor has 2 axes of tokens, and rows hold one" },
    };

    [Theory]
    [MemberData(nameof(NotLaidOut))]
    public void WhatNoKernelTakesIsNamedWithTheReason(string inputs, string lines, string node, string words)
    {
        Diagnostic refusal = Refusal(inputs, lines, 1024);

        Assert.Equal("PSM3015", refusal.Id);
        Assert.Contains($"Node '{node}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASequenceWithMoreTokensThanSlotsIsNamedWithTheMost()
    {
        Diagnostic refusal = Refusal("40x3", "%1 = tensor.linear(%0) {weight = \"w3x3\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 0}", 32);

        Assert.Equal("PSM3002", refusal.Id);
        Assert.Contains("a sequence of 40 tokens for a batch of 1 needs 64 slots and 32 are there; at this batch at most 32 tokens fit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreHeadsThanSlotsOfARowAreTooLargeForThisRingAlone()
    {
        Diagnostic refusal = Refusal("5x6", Heads.Replace("2, 3", "3, 2") + "%3 = tensor.contract(%2, %2) {left = \"ihs\", right = \"jhs\", result = \"hij\"}", 16);

        Assert.Equal("PSM3002", refusal.Id);
        Assert.Contains("an attention of 3 heads in rows of 2 slots needs 32 slots and 16 are there; in rows of these tokens at most 2 heads fit", refusal.Message, StringComparison.Ordinal);
    }

    private static Diagnostic Refusal(string inputs, string lines, int slots)
    {
        LayoutResult result = LowerToRows.Try(RowCircuit.Read(inputs, lines), slots);

        Assert.Null(result.Packed);
        return result.Refusal!;
    }
}
