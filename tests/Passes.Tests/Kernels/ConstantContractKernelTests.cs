namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Contractions with constants: linear maps of features, of tokens and of each head, and factors.</summary>
public sealed class ConstantContractKernelTests
{
    private const string Layer = "%1 = tensor.linear(%0) {weight = \"w6x6\", bias = \"b6\"}\n";
    private const string Heads = Layer + "%2 = tensor.reshape(%1) {shape = [5, 2, 3]}\n";

    /// <summary>What it is, shapes of the inputs, nodes before, the constant's shape, letters of value, constant and result.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Circuits => new()
    {
        { "features", "5x6", Layer, "6x4", "is", "sd", "id" },
        { "features, all summed", "5x6", Layer, "6", "is", "s", "i" },
        { "tokens mixed", "5x6", Layer, "5x5", "is", "ij", "js" },
        { "fewer tokens", "5x6", Layer, "3x5", "is", "ji", "js" },
        { "a weighted sum of tokens", "5x6", Layer, "5", "is", "i", "s" },
        { "tokens and features", "5x6", Layer, "5x6x4", "is", "isd", "d" },
        { "tokens mixed for each feature", "5x6", Layer, "5x4x6", "is", "ijs", "js" },
        { "features of each token by another matrix", "5x6", Layer, "5x6x4", "is", "isd", "id" },
        { "tokens of a batch mixed", "2x3x6", Layer, "3x3", "bis", "ij", "bjs" },
        { "features of a batch", "2x3x6", Layer, "6x4", "bis", "sd", "bid" },
        { "a matrix for each head", "5x6", Heads, "2x3x4", "ihs", "hsd", "ihd" },
        { "a matrix for all heads", "5x6", Heads, "3x4", "ihs", "sd", "ihd" },
        { "heads mixed", "5x6", Heads, "2x3", "ihs", "hg", "igs" },
        { "heads joined", "5x6", Heads, "2x3x4", "ihs", "hsd", "id" },
        { "a factor for each element", "5x6", Layer, "5x6", "is", "is", "is" },
        { "a factor for each token", "5x6", Layer, "5", "is", "i", "is" },
        { "a factor for each feature, in another order", "5x6", Layer, "6x5", "is", "si", "si" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string before, string shape, string value, string constant, string result)
    {
        Assert.NotEmpty(what);
        int last = before.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        string weight = $"%{last + 1} = tensor.constant() {{weight = \"c{shape}\"}}\n";
        string right = $"%{last + 2} = tensor.contract(%{last}, %{last + 1}) {{left = \"{value}\", right = \"{constant}\", result = \"{result}\"}}";
        string left = $"%{last + 2} = tensor.contract(%{last + 1}, %{last}) {{left = \"{constant}\", right = \"{value}\", result = \"{result}\"}}";

        RowMeaning.AssertInAnySlots(inputs, before + weight + right);
        RowMeaning.AssertInAnySlots(inputs, before + weight + left);
    }

    [Fact]
    public void WhatAConstantMadeGoesOn() => RowMeaning.AssertInAnySlots(
        "5x6",
        Layer + """
            %2 = tensor.constant() {weight = "c3x5"}
            %3 = tensor.contract(%2, %1) {left = "ji", right = "is", result = "js"}
            %4 = tensor.contract(%1, %3) {left = "is", right = "js", result = "ij"}
            %5 = tensor.contract(%4, %3) {left = "ij", right = "js", result = "is"}
            %6 = tensor.add(%5, %1)
            %7 = tensor.reduce_mean(%6) {axes = [0], keep = 0}
            """);
}
