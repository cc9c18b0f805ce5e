using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class WishOptionTests
{
    [Fact]
    public void AModelIsPlannedFor192Bits()
    {
        Tool tool = Tool.Run("plan", Workspace.Digits("digits.onnx"), "--security", "192", "--bootstrapping", "none", "--json", "-");
        JsonElement plan = JsonDocument.Parse(tool.Output).RootElement;

        Assert.Equal(192, plan.GetProperty("parameters").GetProperty("securityBits").GetInt32());
        Assert.Equal(0, plan.GetProperty("totals").GetProperty("bootstraps").GetInt32());
        Assert.Equal(
            ((string[])["peakBytes", "plaintextBytes", "keyBytes"]).Sum(name => plan.GetProperty("totals").GetProperty(name).GetInt64()),
            plan.GetProperty("totals").GetProperty("memoryBytes").GetInt64());
    }

    [Theory]
    [InlineData("--max-keys", "PSM3009")]
    [InlineData("--max-memory", "PSM3010")]
    public void AnImpossibleBoundEndsWithTheLeastThatIsPossible(string option, string id)
    {
        Tool tool = Tool.Run("compile", Workspace.Digits("digits.onnx"), "-o", "unused.psir", option, "1MB");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains(id, tool.Error);
        Assert.Contains("1.00 MB are allowed", tool.Error);
    }

    [Theory]
    [InlineData("--bootstrapping", "often", "--bootstrapping is 'often'; give auto or none.")]
    [InlineData("--security", "256", "--security is '256'; give 128 or 192.")]
    [InlineData("--max-keys", "six", "--max-keys is 'six'; give a size of at least one byte, as 500MB or 1.5GiB.")]
    [InlineData("--max-memory", "0", "--max-memory is '0'; give a size")]
    public void WhatIsNoWishIsRefused(string option, string value, string message)
    {
        Tool tool = Tool.Run("plan", Workspace.Digits("digits.onnx"), option, value);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains(message, tool.Error);
    }
}
