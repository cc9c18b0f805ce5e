using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class KeyFormatOptionTests
{
    [Fact]
    public void AModelIsPlannedForTheKeysOfSeal()
    {
        Tool tool = Tool.Run("plan", Workspace.Digits("digits.onnx"), "--key-format", "seal", "--json", "-");
        JsonElement plan = JsonDocument.Parse(tool.Output).RootElement;

        Assert.Equal("seal", plan.GetProperty("totals").GetProperty("keyFormat").GetString());
        Assert.Equal(1, plan.GetProperty("parameters").GetProperty("specialPrimes").GetInt32());
        Assert.Equal(13, plan.GetProperty("parameters").GetProperty("logN").GetInt32());
    }

    [Fact]
    public void AnEncoderOfOneLayerFitsSealToo()
    {
        Tool tool = Tool.Run("plan", Workspace.Sample("intent.onnx"), "--key-format", "seal");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Contains("N = 2^15", tool.Output);
    }

    [Fact]
    public void AnUnknownFormatIsNamedWithTheKnownOnes()
    {
        Tool tool = Tool.Run("plan", Workspace.Digits("digits.onnx"), "--key-format", "lattigo");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("--key-format is 'lattigo'; give hybrid or seal.", tool.Error);
    }
}
