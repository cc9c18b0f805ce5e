using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>What has no layout is refused before samples are run, by its node, with the sizes and what would fit.</summary>
public sealed class CheckLayoutsTests
{
    private const string Attention = "power = 4, scale = 0.5, epsilon = 0.01";

    /// <summary>The part, the circuit's lines, and words of the refusal.</summary>
    public static TheoryData<string, string, string> NotLaidOut => new()
    {
        {
            "summands",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.linear(%0) {weight = "w8x8"}
            %2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}
            %3 = tensor.add(%1, %2) : tensor<Float64 4x8> "/blamed"
            return "y" %3
            """,
            "its summands have shapes 4x8 and 1x8; only summands of one shape are laid out"
        },
        {
            "factors",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.linear(%0) {weight = "w8x8"}
            %2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}
            %3 = tensor.multiply(%1, %2) : tensor<Float64 4x8> "/blamed"
            return "y" %3
            """,
            "its factors have shapes 4x8 and 1x8"
        },
        {
            "constant summand",
            """
            %0 = tensor.input() {name = "x", type = "Float64 8"}
            %1 = tensor.multiply(%0, %0)
            %2 = tensor.constant() {weight = "c8"} : tensor<Float64 8> "/blamed"
            %3 = tensor.add(%1, %2)
            return "y" %3
            """,
            "Put it into the weights or the bias of the layer before or after"
        },
        {
            "constant factor",
            """
            %0 = tensor.input() {name = "x", type = "Float64 8"}
            %1 = tensor.multiply(%0, %0)
            %2 = tensor.constant() {weight = "c8"}
            %3 = tensor.multiply(%1, %2) : tensor<Float64 8> "/blamed"
            return "y" %3
            """,
            "put it into the weights of the layer before or after"
        },
        {
            "mean over features",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.reduce_mean(%0) {axes = [1], keep = 1} : tensor<Float64 4x1> "/blamed"
            return "y" %1
            """,
            "write a mean over features as a linear layer"
        },
        {
            "an op without a lowering",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.slice(%0) {starts = [0], ends = [4], axes = [1], steps = [1]} : tensor<Float64 4x4> "/blamed"
            return "y" %1
            """,
            "it makes 4x4 of encrypted values, which only linear layers, sums, products and means over tokens do here"
        },
        {
            "an input of three axes",
            """
            %0 = tensor.input() {name = "x", type = "Float64 2x4x8"} : tensor<Float64 2x4x8> "/blamed"
            %1 = tensor.multiply(%0, %0)
            return "y" %1
            """,
            "input 'x' of the circuit has shape 2x4x8, which is neither [tokens, features] nor [features]"
        },
        {
            "inputs of different lengths",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.input() {name = "other", type = "Float64 2x8"}
            %2 = tensor.multiply(%0, %0)
            %3 = tensor.multiply(%1, %1) : tensor<Float64 2x8> "/blamed"
            return "y" %2
            return "z" %3
            """,
            "input 'other' has shape 2x8, and the first one 4 tokens; all inputs must have the same number of tokens"
        },
        {
            "a second input of three axes",
            """
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.input() {name = "other", type = "Float64 1x4x8"} : tensor<Float64 1x4x8> "/blamed"
            %2 = tensor.multiply(%0, %0)
            %3 = tensor.multiply(%1, %1)
            return "y" %2
            return "z" %3
            """,
            "its shape 1x4x8 is neither [tokens, features] nor [features]"
        },
        {
            "tokens of an attention",
            $$"""
            %0 = tensor.input() {name = "x", type = "Float64 6x8"}
            %1 = tensor.power_attention(%0, %0, %0) {heads = 2, {{Attention}}} : tensor<Float64 6x8> "/blamed"
            return "y" %1
            """,
            "6 tokens: attention needs a power of two, 4 or 8; export the model for so many"
        },
        {
            "heads",
            $$"""
            %0 = tensor.input() {name = "x", type = "Float64 4x12"}
            %1 = tensor.power_attention(%0, %0, %0) {heads = 3, {{Attention}}} : tensor<Float64 4x12> "/blamed"
            return "y" %1
            """,
            "3 heads of 4 features over a hidden state of 12: heads and head width must be powers of two here, and together at least as wide; 4 heads of 4 are"
        },
        {
            "heads of two sizes",
            $$"""
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.power_attention(%0, %0, %0) {heads = 2, {{Attention}}} : tensor<Float64 4x8> "/first"
            %2 = tensor.power_attention(%1, %1, %1) {heads = 4, {{Attention}}} : tensor<Float64 4x8> "/blamed"
            return "y" %2
            """,
            "'/blamed' has 4 heads over 8 features of keys and 8 of values, and '/first' 2 heads over 8; all must be the same"
        },
        {
            "attention between two sequences",
            $$"""
            %0 = tensor.input() {name = "x", type = "Float64 4x8"}
            %1 = tensor.input() {name = "other", type = "Float64 8x8"}
            %2 = tensor.power_attention(%0, %1, %1) {heads = 2, {{Attention}}} : tensor<Float64 4x8> "/blamed"
            return "y" %2
            """,
            "it attends from 4 tokens to 8, and the circuit's input has 4"
        },
    };

    /// <summary>The circuit's lines, and words of the refusal, where 4096 slots are the most.</summary>
    public static TheoryData<string, string> TooLarge => new()
    {
        {
            """
            %0 = tensor.input() {name = "x", type = "Float64 512x16"} : tensor<Float64 512x16> "/blamed"
            %1 = tensor.multiply(%0, %0)
            return "y" %1
            """,
            "a hidden state of 512 tokens and 16 features needs 8192 slots and 4096 are there; at these widths at most 256 tokens fit"
        },
        {
            $$"""
            %0 = tensor.input() {name = "x", type = "Float64 512x8"}
            %1 = tensor.multiply(%0, %0)
            %2 = tensor.power_attention(%1, %1, %1) {heads = 2, {{Attention}}} : tensor<Float64 512x8> "/blamed"
            return "y" %2
            """,
            "two copies of the keys of 512 tokens and 8 features needs 8192 slots and 4096 are there; at these widths at most 256 tokens fit"
        },
        {
            """
            %0 = tensor.input() {name = "x", type = "Float64 256x8"}
            %1 = tensor.multiply(%0, %0)
            %2 = tensor.linear(%1) {weight = "w8x32"} : tensor<Float64 256x32> "/blamed"
            return "y" %2
            """,
            "a layer of 256 tokens and 32 features needs 8192 slots and 4096 are there; at these widths at most 128 tokens fit"
        },
        {
            """
            %0 = tensor.input() {name = "x", type = "Float64 256x8"}
            %1 = tensor.multiply(%0, %0)
            %2 = tensor.reduce_mean(%1) {axes = [0], keep = 1}
            %3 = tensor.linear(%2) {weight = "w8x32"} : tensor<Float64 1x32> "/blamed"
            return "y" %3
            """,
            "a layer of 256 tokens to 32 outputs needs 8192 slots and 4096 are there; at these widths at most 128 tokens fit"
        },
    };

    [Theory]
    [MemberData(nameof(NotLaidOut))]
    public void WhatHasNoLayoutIsNamedWithItsSizes(string part, string lines, string words)
    {
        Assert.NotEmpty(part);
        Diagnostic diagnostic = Refusal(lines, new CompilerOptions());

        Assert.Equal("PSM3015", diagnostic.Id);
        Assert.Contains("'/blamed'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void WhatDoesNotFitTheLargestRingThatIsAllowedIsNamedWithWhatWould(string lines, string words)
    {
        Diagnostic diagnostic = Refusal(lines, new CompilerOptions { MaxLogN = 13 });

        Assert.Equal("PSM3002", diagnostic.Id);
        Assert.Contains("'/blamed'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
        Run(lines, new CompilerOptions { MaxLogN = 14 });
    }

    [Theory]
    [InlineData("%1 = tensor.normalize(%0) {epsilon = 0.01} : tensor<Float64 4x8> \"/blamed\"", "its inverse square root has no polynomial in normalized form")]
    [InlineData("%1 = tensor.power_attention(%0, %0, %0) {heads = 2, power = 4, scale = 0.5, epsilon = 0.01} : tensor<Float64 4x8> \"/blamed\"", "its reciprocal has no polynomial in normalized form")]
    public void TheLoweringItselfTakesPolynomialsOnly(string line, string words)
    {
        LayoutResult result = LowerToPacked.Try(Circuit($"%0 = tensor.input() {{name = \"x\", type = \"Float64 4x8\"}}\n{line}\nreturn \"y\" %1"), 1024);

        Assert.Null(result.Packed);
        Assert.Contains(words, result.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("'/blamed'", result.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutSamplesTheLayoutIsRefusedAndNotTheirAbsence()
    {
        Module six = SmallTransformer.Build(new TransformerShape(6, 8, 2, 4, 4) { FeedForward = 8, Outputs = 3 });
        Module eight = SmallTransformer.Build(new TransformerShape(8, 8, 2, 4, 4) { FeedForward = 8, Outputs = 3 });

        Assert.Equal("PSM3015", Compile(six).Id);
        Assert.Equal("PSM1002", Compile(eight).Id);

        static Diagnostic Compile(Module model) => Assert.Throws<DiagnosticException>(
            () => TensorPipeline.Run(model, null, new CompilerOptions(), new DiagnosticBag())).Diagnostic;
    }

    private static Diagnostic Refusal(string lines, CompilerOptions options) =>
        Assert.Throws<DiagnosticException>(() => Run(lines, options)).Diagnostic;

    private static void Run(string lines, CompilerOptions options)
    {
        Module module = Circuit(lines);

        Assert.Same(module, new CheckLayouts(TensorPipeline.LastMaps()).Run(module, new PassContext(new DiagnosticBag(), options)));
    }

    private static Module Circuit(string lines) => GraphText.Read(
        $$"""
        weight "w8x8" : Float64 8x8
        weight "w8x32" : Float64 8x32
        weight "c8" : Float64 8
        graph "circuit" {
        {{lines}}
        }
        """);
}
