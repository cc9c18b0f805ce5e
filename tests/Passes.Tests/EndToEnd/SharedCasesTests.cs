using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>Models that once ended in a crash or in blame of the wrong thing: they compile, or say what is wrong.</summary>
public sealed class SharedCasesTests
{
    [Theory]
    [InlineData("05/model", 14)]
    [InlineData("17/hw-16-32-1-64", 15)]
    [InlineData("17/hw-8-32-2-32", 15)]
    [InlineData("18/k-o1000", 15)]
    [InlineData("09/model", 17)]   // a mask between tokens
    [InlineData("16/model", 17)]   // a batch
    public void ItCompilesAndAgreesWithOnnxRuntime(string name, int logN)
    {
        CompilationResult result = Compile(name);

        // The layout checker has compared slots with tensors, the approximation both with ONNX Runtime.
        Assert.DoesNotContain(result.Diagnostics, static diagnostic => diagnostic.Severity == Severity.Error);
        Assert.True(result.Succeeded);
        Assert.InRange(result.Plan!.Parameters.LogN, 13, logN);
        Assert.InRange(result.Approximation!.HeldOut.RelativeError, 0, 1.0 / 64);
    }

    [Theory]
    [InlineData("18/ezkl-layernorm", "PSM3016", "in the clear on the client")]
    public void ItIsRefusedForOneReason(string name, string id, string words)
    {
        Diagnostic diagnostic = Assert.Single(Compile(name).Diagnostics);

        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    private static CompilationResult Compile(string name)
    {
        OnnxModel model = OnnxModelReader.Read(SharedFiles.Require($"cases/{name}.onnx"));
        ImportedModel imported = OnnxImporter.Import(model);
        using OnnxCalibration calibration = new(model, imported, NpzFile.Read(SharedFiles.Require($"cases/{name}.samples.npz")));
        return Compiler.Compile(imported.Module, calibration, new CompilerOptions());
    }
}
