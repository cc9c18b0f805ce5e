namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Transposes, reshapes and choices of neighbouring tokens, and what follows them.</summary>
public sealed class ShapeKernelTests
{
    private const string Layer = "%1 = tensor.linear(%0) {weight = \"w6x6\", bias = \"b6\"}\n";

    /// <summary>What it is, shapes of the inputs, the other nodes.</summary>
    public static TheoryData<string, string, string> Circuits => new()
    {
        { "a transpose", "5x6", Layer + "%2 = tensor.transpose(%1) {permutation = [1, 0]}\n%3 = tensor.multiply(%2, %2)" },
        { "a transpose, beside a constant", "5x6", Layer + "%2 = tensor.transpose(%1) {permutation = [1, 0]}\n%3 = tensor.constant() {weight = \"c6x5\"}\n%4 = tensor.add(%2, %3)" },
        { "all in one axis and back", "5x6", Layer + "%2 = tensor.reshape(%1) {shape = [30]}\n%3 = tensor.multiply(%2, %2)\n%4 = tensor.reshape(%3) {shape = [5, 6]}\n%5 = tensor.add(%4, %1)" },
        { "axes of size 1", "5x6", Layer + "%2 = tensor.reshape(%1) {shape = [1, 5, 1, 6]}\n%3 = tensor.multiply(%2, %2)" },
        { "heads first", "5x6", Layer + "%2 = tensor.reshape(%1) {shape = [5, 2, 3]}\n%3 = tensor.transpose(%2) {permutation = [1, 0, 2]}\n%4 = tensor.constant() {weight = \"c2x1x3\"}\n%5 = tensor.multiply(%3, %4)" },
        { "heads in heads", "5x12", "%1 = tensor.linear(%0) {weight = \"w12x12\"}\n%2 = tensor.reshape(%1) {shape = [5, 2, 3, 2]}\n%3 = tensor.multiply(%2, %2)\n%4 = tensor.reshape(%3) {shape = [5, 12]}\n%5 = tensor.linear(%4) {weight = \"w12x5\"}" },
        { "the first token", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [0], ends = [1], axes = [0], steps = [1]}" },
        { "the last token", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [-1], ends = [5], axes = [0], steps = [1]}\n%3 = tensor.linear(%2) {weight = \"w6x3\", bias = \"b3\"}" },
        { "a token for each input", "2x5x6", Layer + "%2 = tensor.slice(%1) {starts = [1], ends = [2], axes = [1], steps = [1]}\n%3 = tensor.reshape(%2) {shape = [2, 6]}\n%4 = tensor.linear(%3) {weight = \"w6x3\", bias = \"b3\"}" },
        { "several tokens", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [1], ends = [4], axes = [0], steps = [1]}" },
        { "several tokens, then their sum", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [1], ends = [4], axes = [0], steps = [1]}\n%3 = tensor.reduce_sum(%2) {axes = [0], keep = 0}" },
        { "several tokens, a layer, a sum", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [2], ends = [5], axes = [0], steps = [1]}\n%3 = tensor.linear(%2) {weight = \"w6x4\", bias = \"b4\"}\n%4 = tensor.reduce_mean(%3) {axes = [0], keep = 1}" },
        { "several tokens and a constant for each", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [1], ends = [4], axes = [0], steps = [1]}\n%3 = tensor.constant() {weight = \"c3x6\"}\n%4 = tensor.add(%2, %3)\n%5 = tensor.constant() {weight = \"c3x1\"}\n%6 = tensor.multiply(%4, %5)" },
        { "two choices, added", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [0], ends = [3], axes = [0], steps = [1]}\n%3 = tensor.slice(%1) {starts = [2], ends = [5], axes = [0], steps = [1]}\n%4 = tensor.add(%2, %3)\n%5 = tensor.multiply(%2, %4)" },
        { "a token that attends to all", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [2], ends = [3], axes = [0], steps = [1]}\n%3 = tensor.contract(%2, %1) {left = \"is\", right = \"js\", result = \"ij\"}\n%4 = tensor.contract(%3, %1) {left = \"ij\", right = \"js\", result = \"is\"}" },
        { "several tokens that attend to all", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [1], ends = [3], axes = [0], steps = [1]}\n%3 = tensor.contract(%2, %1) {left = \"is\", right = \"js\", result = \"ij\"}\n%4 = tensor.contract(%3, %1) {left = \"ij\", right = \"js\", result = \"is\"}" },
        { "all of the tokens", "5x6", Layer + "%2 = tensor.slice(%1) {starts = [0], ends = [5], axes = [0], steps = [1]}" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string lines)
    {
        Assert.NotEmpty(what);
        RowMeaning.AssertInAnySlots(inputs, lines);
    }
}
