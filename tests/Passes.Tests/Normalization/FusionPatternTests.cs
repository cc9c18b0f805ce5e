using System.Collections.Immutable;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Passes.Tests.Normalization;

/// <summary>Recognition on the spellings that ONNX Runtime's own fusions are tested with.</summary>
public sealed class FusionPatternTests
{
    private const string Folder = "conformance/onnx-models/ort-fusion-patterns";

    /// <summary>These normalize over several axes at once, or subtract the mean of something else: no LayerNorm over the last axis.</summary>
    private static readonly IReadOnlyList<string> OtherNorms = ["layer_norm_sub_dup", "layer_norm_with_cast", "skip_layer_norm"];

    /// <summary>Refused at import: a misspelled attribute in two of them, a product that needs its axes of different sizes in the third.</summary>
    private static readonly IReadOnlyList<string> Refused = ["skip_layer_norm_no_beta", "skip_layer_norm_no_beta_with_cast", "bias_gelu_fusion_recompute"];

    public static TheoryData<string> Gelus => Names("gelu");

    public static TheoryData<string> Norms => Names("layer_norm");

    [Theory]
    [MemberData(nameof(Gelus))]
    public void GeluIsFoundInEverySpelling(string name)
    {
        PassTest test = Recognize(name);
        Graph graph = test.Result.Graphs[0];
        bool isTanh = name.StartsWith("fast", StringComparison.Ordinal) || name.Contains("onnx_fast", StringComparison.Ordinal);
        Assert.Equal(isTanh, Assert.Single(graph.Ops<Gelu>()).Op.Tanh);
        Assert.DoesNotContain(graph.Nodes, static node => node.Op is Erf or Tanh);
        test.ExpectSameMeaning(1e-4);
    }

    [Theory]
    [MemberData(nameof(Norms))]
    public void LayerNormIsFoundInEverySpelling(string name)
    {
        PassTest test = Recognize(name);
        int norms = test.Result.Graphs[0].Nodes.Count(static node => node.Op is LayerNorm or Normalize);
        int expected = name.Contains("shared", StringComparison.Ordinal) ? 2 : 1;
        Assert.Equal(OtherNorms.Contains(name) ? 0 : expected, norms);
        Assert.Equal(OtherNorms.Contains(name), test.Result.Graphs[0].Ops<Sqrt>().Any());

        test.ExpectSameMeaning(1e-4);
    }

    private static PassTest Recognize(string name)
    {
        string file = Path.Combine(SharedFiles.Require(Folder), name + ".onnx");
        string[] symbols = ["seqlen", "batch", "None", .. Enumerable.Range(0, 32).SelectMany(static n => new[] { $"unk_{n}", $"unk__{n}" })];
        ImportOptions options = new() { Dimensions = symbols.ToImmutableDictionary(static symbol => symbol, static _ => 4) };
        IPass[] recognition = [.. TensorPipeline.Create().Passes.TakeWhile(static pass => pass is not SplitClientServer)];

        // Some patterns round to half precision between their ops; the passes work on the widened graph.
        Module widened = new WidenElements().Run(OnnxImporter.Import(file, options).Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
        return PassTest.For(recognition).Given(widened);
    }

    private static TheoryData<string> Names(string part)
    {
        string? folder = SharedFiles.Root is { } root ? Path.Combine(root, Folder) : null;
        return folder is null || !Directory.Exists(folder)
            ? [part]
            : [.. Directory.EnumerateFiles(folder, $"*{part}*.onnx").Select(static file => Path.GetFileNameWithoutExtension(file)).Except(Refused).Order(StringComparer.Ordinal)];
    }
}
