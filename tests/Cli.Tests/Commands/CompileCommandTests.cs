using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class CompileCommandTests(CompiledIntent intent) : IClassFixture<CompiledIntent>
{
    [Fact]
    public void WritesACircuitThatLoads()
    {
        Assert.Equal(ExitCode.Done, intent.ExitCode);
        Assert.Contains("128 bits of security", intent.Output);
        Assert.Equal(128, Circuit.LoadFiles(intent.Circuit).Parameters.Certificate.Bits);
    }

    [Fact]
    public void LeavesUnchangedFilesAlone()
    {
        DateTime old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(intent.Circuit, old);
        File.SetLastWriteTimeUtc(intent.Weights, old);

        Tool tool = Tool.Run("compile", Workspace.Sample("intent.onnx"), "-o", intent.Circuit, "--json", "-");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(15, JsonDocument.Parse(tool.Output).RootElement.GetProperty("parameters").GetProperty("levels").GetInt32());
        Assert.Equal(old, File.GetLastWriteTimeUtc(intent.Circuit));
        Assert.Equal(old, File.GetLastWriteTimeUtc(intent.Weights));
    }

    [Fact]
    public void ModelWithoutCalibrationIsRefused()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("model.psir");
        Tool tool = Tool.Run("compile", workspace.Model(), "-o", circuit);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM1002", tool.Error);
        Assert.Contains("--calibration", tool.Error);
        Assert.False(File.Exists(circuit));
    }

    [Fact]
    public void UnsupportedOperatorIsNamedWithItsNode()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("compile", workspace.Model(WithoutErf), "-o", workspace.PathOf("model.psir"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM2002", tool.Error);
        Assert.Contains("Erq", tool.Error);
        Assert.Contains("/layer.0/intermediate/activation/Erf", tool.Error);
    }

    [Fact]
    public void DiagnosticsGoIntoTheCircuitWhereAsked()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("model.psir");
        Tool tool = Tool.Run("compile", workspace.Model(), "-o", circuit, "--diagnostics-in-circuit");

        Diagnostic diagnostic = Assert.Single(FailedModule.DiagnosticsOf(ModuleReader.Read(File.ReadAllText(circuit))));
        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal("PSM1002", diagnostic.Id);
        Assert.True(File.Exists(workspace.PathOf("model.psw")));
    }

    [Fact]
    public void DamagedModelIsRefused()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("compile", workspace.Model(static bytes => bytes[..(bytes.Length / 2)]), "-o", workspace.PathOf("model.psir"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM2001", tool.Error);
    }

    [Fact]
    public void CalibrationThatIsNoArchiveIsRefused()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run(
            "compile", workspace.Model(), "--calibration", Workspace.Sample("intent.labels.txt"), "-o", workspace.PathOf("model.psir"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM1003", tool.Error);
        Assert.Contains("intent.labels.txt", tool.Error);
    }

    /// <summary>Renames the operator Erf to one that ONNX does not have; node names stay.</summary>
    private static byte[] WithoutErf(byte[] model)
    {
        ReadOnlySpan<byte> field = "\u0022\u0003Erf"u8;
        byte[] changed = [.. model];
        int at = changed.AsSpan().IndexOf(field);
        Assert.True(at >= 0, "the model has no Erf");
        changed[at + field.Length - 1] = (byte)'q';
        return changed;
    }
}
