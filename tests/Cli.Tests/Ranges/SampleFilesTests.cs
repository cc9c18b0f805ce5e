using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Cli.Tests.Ranges;

/// <summary>Calibration samples that show too little, through the tool.</summary>
public sealed class SampleFilesTests
{
    [Fact]
    public void EqualSamplesOfTheSharedCaseAreRefused() => Refused(
        Tool.Run("plan", SharedFiles.Require("cases/07/model.onnx")), "all 256 calibration samples are equal");

    [Theory]
    [InlineData(1, "there is one calibration sample")]
    [InlineData(20, "all 20 calibration samples are equal")]
    public void SamplesThatVerifyNothingAreRefused(int count, string what)
    {
        using Workspace workspace = new();
        string samples = workspace.PathOf("samples.npz");
        NpzFile.Write(samples, new Dictionary<string, Tensor> { ["tokens"] = new(ElementType.Int64, Shape.Of(count, 32), [.. Enumerable.Repeat(3.0, 32 * count)]) });

        Refused(Tool.Run("compile", Workspace.Sample("intent.onnx"), "--calibration", samples, "-o", workspace.PathOf("intent.psir")), what);
        Assert.False(File.Exists(workspace.PathOf("intent.psir")));
    }

    [Fact]
    public void FewSamplesAreWarnedOf()
    {
        using Workspace workspace = new();
        string samples = workspace.PathOf("samples.npz");
        Tensor all = NpzFile.Read(Workspace.Sample("intent.samples.npz"))["tokens"];
        NpzFile.Write(samples, new Dictionary<string, Tensor> { ["tokens"] = new(all.Type.Element, Shape.Of(12, 32), all.Values[..(12 * 32)]) });

        string error = Tool.Run("compile", Workspace.Sample("intent.onnx"), "--calibration", samples, "-o", workspace.PathOf("intent.psir"), "--max-log-n", "13").Error;

        Assert.Contains("warning PSM4005", error);
        Assert.Contains("132 samples or more in all (12 are there)", error);
    }

    private static void Refused(Tool tool, string what)
    {
        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("error PSM4004", tool.Error);
        Assert.Contains(what, tool.Error);
        Assert.DoesNotContain(" of 1", tool.Output);
    }
}
