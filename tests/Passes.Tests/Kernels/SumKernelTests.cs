using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Kernels;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Sums and means over tokens, features, heads, keys and inputs of a batch, whose results repeat where these were.</summary>
public sealed class SumKernelTests
{
    private const string Pairs = "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [5, 2, 3]}\n%3 = tensor.contract(%2, %2) {left = \"ihs\", right = \"jhs\", result = \"hij\"}\n";

    private const string Squares = "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}\n%2 = tensor.multiply(%1, %1)\n%3 = tensor.reduce_mean(%2) {axes = [1], keep = 1}\n";

    /// <summary>What it is, shapes of the inputs, the other nodes.</summary>
    public static TheoryData<string, string, string> Circuits => new()
    {
        { "tokens", "3x5", "%1 = tensor.reduce_sum(%0) {axes = [0], keep = 0}" },
        { "tokens, kept", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}\n%2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}" },
        { "one token", "1x5", "%1 = tensor.reduce_mean(%0) {axes = [0], keep = 0}\n%2 = tensor.multiply(%1, %1)" },
        { "features", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}\n%2 = tensor.reduce_sum(%1) {axes = [1], keep = 0}" },
        { "features, kept", "3x5", "%1 = tensor.reduce_mean(%0) {axes = [-1], keep = 1}" },
        { "one feature", "3x1", "%1 = tensor.reduce_sum(%0) {axes = [1], keep = 0}\n%2 = tensor.multiply(%1, %1)" },
        { "features of several ciphertexts", "3x40", "%1 = tensor.linear(%0) {weight = \"w40x40\"}\n%2 = tensor.reduce_mean(%1) {axes = [1], keep = 1}\n%3 = tensor.multiply(%1, %2)" },
        { "tokens and features", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\"}\n%2 = tensor.reduce_sum(%1) {axes = [0, 1], keep = 0}\n%3 = tensor.add(%1, %2)" },
        { "features of a head", "3x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [3, 2, 3]}\n%3 = tensor.reduce_sum(%2) {axes = [2], keep = 1}\n%4 = tensor.multiply(%2, %3)" },
        { "heads", "3x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [3, 2, 3]}\n%3 = tensor.reduce_sum(%2) {axes = [1], keep = 0}" },
        { "inputs of a batch", "2x3x5", "%1 = tensor.linear(%0) {weight = \"w5x5\"}\n%2 = tensor.reduce_mean(%1) {axes = [0], keep = 0}" },
        { "tokens of a batch", "2x3x5", "%1 = tensor.linear(%0) {weight = \"w5x5\"}\n%2 = tensor.reduce_mean(%1) {axes = [1], keep = 0}\n%3 = tensor.linear(%2) {weight = \"w5x4\", bias = \"b4\"}" },
        { "a layer behind a mean over tokens", "3x5", "%1 = tensor.polynomial(%0) {series = \"chebyshev [-1, 1] {1, 1, 1}\"}\n%2 = tensor.reduce_mean(%1) {axes = [0], keep = 0}\n%3 = tensor.linear(%2) {weight = \"w5x9\", bias = \"b9\"}" },
        { "keys", "5x6", Pairs + "%4 = tensor.reduce_sum(%3) {axes = [2], keep = 1}" },
        { "keys, beside the pairs", "5x6", Pairs + "%4 = tensor.multiply(%3, %3)\n%5 = tensor.reduce_mean(%4) {axes = [2], keep = 1}\n%6 = tensor.multiply(%4, %5)\n%7 = tensor.reduce_sum(%6) {axes = [2], keep = 0}" },
        { "keys, as a polynomial's argument", "5x6", Pairs + "%4 = tensor.reduce_sum(%3) {axes = [2], keep = 1}\n%5 = tensor.polynomial(%4) {series = \"chebyshev [-2.0, 3.0] {1, 1, 0.5}\"}\n%6 = tensor.multiply(%3, %5)" },
        { "squares, as a polynomial's argument", "3x5", Squares + "%4 = tensor.polynomial(%3) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5}\"}\n%5 = tensor.multiply(%1, %4)" },
        { "the same of padded rows and a number", "3x5", Squares + "%4 = tensor.constant() {weight = \"c1\"}\n%5 = tensor.add(%3, %4)\n%6 = tensor.polynomial(%5) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5}\"}\n%7 = tensor.multiply(%1, %6)" },
        { "the same of four rows", "4x5", Squares + "%4 = tensor.polynomial(%3) {series = \"chebyshev [0.3, 0.7] {1, 1, 0.5, 0.125}\"}\n%5 = tensor.multiply(%1, %4)" },
        { "squares, to a polynomial and elsewhere", "3x5", Squares + "%4 = tensor.polynomial(%3) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5}\"}\n%5 = tensor.multiply(%3, %4)" },
        { "squares, to a polynomial of high degree", "3x5", Squares + "%4 = tensor.polynomial(%3) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.25}\"}\n%5 = tensor.multiply(%1, %4)" },
        { "squares of keys, as a polynomial's argument", "5x6", Pairs + "%4 = tensor.multiply(%3, %3)\n%5 = tensor.reduce_sum(%4) {axes = [2], keep = 1}\n%6 = tensor.polynomial(%5) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5}\"}\n%7 = tensor.multiply(%4, %6)" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string lines)
    {
        Assert.NotEmpty(what);
        RowMeaning.AssertInAnySlots(inputs, lines);
    }

    /// <summary>A sum, a map onto the interval and the mask of a polynomial take no level where the polynomial is low and its argument a sum of squares.</summary>
    [Theory]
    [InlineData("[0.1, 1.4] {1, 1, 0.5, 0.25}", true)]                              // radius 0.65: the sum or twice the sum
    [InlineData("[0.1, 5] {1, 1, 0.5, 0.25}", false)]                               // radius 2.45: far from a whole number
    [InlineData("[40.0, 41.5] {1, 1, 0.5, 0.25}", false)]                           // what the slots between hold would leave the interval by far
    [InlineData("[0.1, 1.4] {1, 1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.25}", false)]      // degree 11
    public void ALowPolynomialOfASumOfSquaresIsItsOwnMask(string series, bool isMask)
    {
        Graph circuit = Lowered($"%2 = tensor.multiply(%1, %1)\n%3 = tensor.reduce_sum(%2) {{axes = [1], keep = 1}}\n%4 = tensor.polynomial(%3) {{series = \"chebyshev {series}\"}}");

        Assert.Equal(isMask, circuit.Ops<PackedPolynomial>().Single().Op.Factor is not null);
        Assert.Equal(isMask ? 0 : 1, circuit.Ops<PackedMultiplyPlain>().Count());
    }

    [Theory]
    [InlineData("%2 = tensor.negate(%1)\n%3 = tensor.negate(%2)\n%4 = tensor.negate(%3)\n")]                                  // signs may cancel
    [InlineData("%2 = tensor.multiply(%1, %1)\n%3 = tensor.constant() {weight = \"c8\"}\n%4 = tensor.multiply(%2, %3)\n")]  // some weights are negative
    public void OtherSumsAreMaskedFirst(string lines)
    {
        Graph circuit = Lowered(lines + "%5 = tensor.reduce_sum(%4) {axes = [1], keep = 1}\n%6 = tensor.polynomial(%5) {series = \"chebyshev [0.1, 1.4] {1, 1, 0.5}\"}");

        Assert.Null(circuit.Ops<PackedPolynomial>().Single().Op.Factor);
    }

    private static Graph Lowered(string lines) =>
        LowerToRows.Run(RowCircuit.Read("4x8", "%1 = tensor.linear(%0) {weight = \"w8x8\"}\n" + lines), 64).Find(ModuleKeys.Circuit)!;
}
