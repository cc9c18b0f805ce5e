using System.Collections.Immutable;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Tests.Conformance;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>Every model of the collection is imported and agrees with ONNX Runtime, or ends in a diagnostic.</summary>
public sealed class ModelFolderTests
{
    private const string Folder = "conformance/onnx-models";
    private const int OpenSize = 4;
    private const int MaxAxes = 12;

    // Changes only when the collection or the list of operators does.
    private const int ImportedModels = 188;

    public static TheoryData<string> Imported => new(Paths().Where(static path => TryImport(Read(path)) is not null));

    public static TheoryData<string> Refused => new(Paths().Where(static path => TryImport(Read(path)) is null));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Imported))]
    public void ImportedModelAgreesWithOnnxRuntime(string path)
    {
        OnnxModel source = Read(path);
        ImportedModel model = OnnxImporter.Import(source, Options(source));
        Dictionary<string, Tensor> inputs = model.Graph.Ops<Input>()
            .ToDictionary(static entry => entry.Op.Name, static entry => PseudoRandom.Of(entry.Op.Type));
        IReadOnlyDictionary<string, Tensor> outputs = TensorInterpreter.Run(model.Graph, model.Module.Weights, inputs);
        bool half = model.Graph.Nodes.Any(static node => TensorAssert.IsHalf((TensorType)node.Type));
        IReadOnlyDictionary<string, Tensor> runtime = Oracle.RunOrSkip(inputs, () => OnnxRuntimeSession.Open(source));
        Assert.All(runtime, expected => TensorAssert.Close(expected.Value, outputs[expected.Key], expected.Key, half));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Refused))]
    public void RefusedModelSaysWhyInADiagnosticOfTheImport(string path)
    {
        OnnxModel source = Read(path);
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(source, Options(source))).Diagnostic;

        Assert.StartsWith("PSM2", diagnostic.Id);
        Assert.Contains('\'', diagnostic.Message);
    }

    [Fact]
    public void AsManyModelsAreImportedAsBefore()
    {
        SharedFiles.Require(Folder);
        Assert.Equal(ImportedModels, Imported.Count);
    }

    [Theory]
    [InlineData("contrib-negative/attention_opt.onnx", "SkipLayerNormalization")]
    [InlineData("contrib-negative/tiny-random-gpt2-fp32_past.onnx", "EmbedLayerNormalization")]
    public void ForeignOperatorIsNamed(string path, string operatorName)
    {
        OnnxModel source = Read(path);
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(source, Options(source))).Diagnostic;

        Assert.True(diagnostic.Message.Contains($"'{operatorName}' (domain 'com.microsoft'", StringComparison.Ordinal), diagnostic.ToString());
    }

    // The file really says 'epsion'; read past, it would normalize with the default epsilon.
    [Fact]
    public void MisspelledAttributeIsNotOverlooked()
    {
        OnnxModel source = Read("contrib-negative/gpt2_attention_no_past_opt.onnx");
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(source, Options(source))).Diagnostic;

        Assert.Equal(DiagnosticKinds.OperatorUnsupported.Id, diagnostic.Id);
        Assert.Contains("'epsion'", diagnostic.Message);
    }

    private static OnnxModel Read(string path) => OnnxModelReader.Read(SharedFiles.Require(Path.Combine(Folder, path)));

    private static ImportedModel? TryImport(OnnxModel source)
    {
        try
        {
            return OnnxImporter.Import(source, Options(source));
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }

    private static ImportOptions Options(OnnxModel source) => new()
    {
        Dimensions = source.InputNames
            .SelectMany(static input => Enumerable.Range(0, MaxAxes).Select(axis => FormattableString.Invariant($"{input}[{axis}]")))
            .ToImmutableDictionary(static place => place, static _ => OpenSize),
    };

    private static List<string> Paths()
    {
        string folder = Path.Combine(SharedFiles.Root ?? string.Empty, Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal).ToList()
            : [];
    }
}
