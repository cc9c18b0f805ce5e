namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Sums, differences, products and functions of every element: of two encrypted values, with constants, and where one operand repeats.</summary>
public sealed class ElementwiseKernelTests
{
    /// <summary>What it is, shapes of the inputs, the other nodes.</summary>
    public static TheoryData<string, string, string> Circuits => new()
    {
        { "a sum", "3x5 3x5", "%2 = tensor.add(%0, %1)" },
        { "a value and itself", "3x5", "%1 = tensor.add(%0, %0)\n%2 = tensor.multiply(%1, %1)" },
        { "a difference", "3x5 3x5", "%2 = tensor.subtract(%0, %1)" },
        { "a negative", "3x5", "%1 = tensor.negate(%0)" },
        { "a product", "3x5 3x5", "%2 = tensor.multiply(%0, %1)" },
        { "a sum of layers", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\"}\n%2 = tensor.linear(%0) {weight = \"w5x7\", bias = \"b7\"}\n%3 = tensor.add(%1, %2)" },
        { "a constant for each feature", "3x5", "%1 = tensor.constant() {weight = \"c5\"}\n%2 = tensor.add(%0, %1)" },
        { "a constant for each token", "3x5", "%1 = tensor.constant() {weight = \"c3x1\"}\n%2 = tensor.add(%1, %0)" },
        { "a constant for each element", "3x5", "%1 = tensor.constant() {weight = \"c3x5\"}\n%2 = tensor.add(%0, %1)" },
        { "a constant for all", "3x5", "%1 = tensor.constant() {weight = \"c1\"}\n%2 = tensor.add(%0, %1)" },
        { "a value less a constant", "3x5", "%1 = tensor.constant() {weight = \"c5\"}\n%2 = tensor.subtract(%0, %1)" },
        { "a constant less a value", "3x5", "%1 = tensor.constant() {weight = \"c3x5\"}\n%2 = tensor.subtract(%1, %0)" },
        { "a factor for each feature", "3x5", "%1 = tensor.constant() {weight = \"c5\"}\n%2 = tensor.multiply(%0, %1)" },
        { "a factor for each token", "3x5", "%1 = tensor.constant() {weight = \"c3x1\"}\n%2 = tensor.multiply(%1, %0)" },
        { "a factor for each input of a batch", "2x3x5", "%1 = tensor.constant() {weight = \"c2x1x1\"}\n%2 = tensor.linear(%0) {weight = \"w5x5\"}\n%3 = tensor.multiply(%1, %2)" },
        { "a factor for all", "3x5", "%1 = tensor.constant() {weight = \"c1x1\"}\n%2 = tensor.multiply(%0, %1)" },
        { "a sum with an input that repeats along tokens", "3x5 5", "%2 = tensor.linear(%0) {weight = \"w5x5\"}\n%3 = tensor.add(%1, %2)" },
        { "a sum with an input that repeats along features", "3x5 3x1", "%2 = tensor.linear(%0) {weight = \"w5x5\"}\n%3 = tensor.add(%2, %1)" },
        { "a sum with a value that repeats along tokens", "3x5 5", "%2 = tensor.linear(%1) {weight = \"w5x5\"}\n%3 = tensor.add(%2, %0)" },
        { "a difference with a value that repeats along tokens", "3x5 5", "%2 = tensor.linear(%1) {weight = \"w5x5\"}\n%3 = tensor.linear(%0) {weight = \"w5x5\"}\n%4 = tensor.subtract(%2, %3)" },
        { "a product with a value that repeats along tokens", "3x5 5", "%2 = tensor.linear(%1) {weight = \"w5x5\"}\n%3 = tensor.multiply(%2, %0)" },
        { "a sum with a value that repeats along features", "3x5", "%1 = tensor.reduce_mean(%0) {axes = [1], keep = 1}\n%2 = tensor.subtract(%0, %1)" },
        { "a product with a value that repeats along features", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\"}\n%2 = tensor.reduce_sum(%1) {axes = [1], keep = 1}\n%3 = tensor.multiply(%1, %2)" },
        { "a sum with a mean over tokens", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x5\"}\n%2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}\n%3 = tensor.add(%2, %1)" },
        { "inputs of a batch beside one that they share", "2x3x5 3x5", "%2 = tensor.linear(%0) {weight = \"w5x5\"}\n%3 = tensor.linear(%1) {weight = \"w5x5\"}\n%4 = tensor.add(%3, %2)\n%5 = tensor.multiply(%4, %3)" },
        { "a polynomial", "3x5", "%1 = tensor.polynomial(%0) {series = \"chebyshev [-1, 1] {0.5, -1, 0.25, 2}\"}" },
        { "a polynomial of another interval", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\"}\n%2 = tensor.polynomial(%1) {series = \"chebyshev [-2.5, 3.0] {0.5, -1, 0.25, 2}\"}" },
        { "a sum over what a polynomial shifts", "3x5", "%1 = tensor.polynomial(%0) {series = \"chebyshev [0.0, 4.0] {3, 1, -0.5}\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 0}" },
        { "a norm", "3x5", "%1 = tensor.normalize(%0) {epsilon = 0.5, inverse_root = \"chebyshev [0.5, 2.5] {1, -0.25, 0.125}\"}" },
        { "a norm of normalized rows", "3x5", "%1 = tensor.linear(%0) {weight = \"w5x7\"}\n%2 = tensor.normalize(%1) {epsilon = 0.5, inverse_root = \"chebyshev [-1, 1] {2, -0.5}\", normalized = 1, shift = -1.0}" },
        { "a norm of one feature", "3x1", "%1 = tensor.normalize(%0) {epsilon = 0.5, inverse_root = \"chebyshev [-1, 1] {2, -0.5}\"}" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string lines)
    {
        Assert.NotEmpty(what);
        RowMeaning.AssertInAnySlots(inputs, lines);
    }
}
