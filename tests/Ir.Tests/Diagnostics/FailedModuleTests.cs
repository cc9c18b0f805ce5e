using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.Tests.Diagnostics;

public sealed class FailedModuleTests
{
    private static readonly Diagnostic[] Findings =
    [
        Diagnostic.Of(DiagnosticKinds.OperatorUnsupported, "/rnn/LSTM", "LSTM", "", 17, "Unroll it: \"loops\" are not evaluated\nencrypted."),
        Diagnostic.Of(DiagnosticKinds.CalibrationIgnored, "a.onnx", "b.npz", "none", "a.samples.npz"),
    ];

    [Fact]
    public void FindingsSurviveTheTextForm()
    {
        string text = ModuleWriter.Write(FailedModule.Of("intent", Findings));

        Assert.Equal(Findings, FailedModule.DiagnosticsOf(ModuleReader.Read(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("error")]
    [InlineData("PSM1001: no severity")]
    [InlineData("fatal PSM1001: unknown severity")]
    public void LinesOfAnotherFormAreRefused(string line)
    {
        Module module = FailedModule.Of("intent", []).WithMeta(FailedModule.Key, line);

        Assert.Throws<IrException>(() => FailedModule.DiagnosticsOf(module));
    }
}
