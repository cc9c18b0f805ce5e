using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Keys;

/// <summary>decrypt --shared, and what the server is told of a circuit that shows more than its outputs.</summary>
public sealed class SharedAnswerTests(InsecureTransformer model) : IClassFixture<InsecureTransformer>
{
    [Fact]
    public void ASharedAnswerIsRoundedAndSaysWhatItIsWorth()
    {
        Tool tool = Decrypt("--shared", "2", "--shared-results", "10", "--json", "-");
        JsonElement report = JsonDocument.Parse(tool.Output).RootElement;
        JsonElement granted = report.GetProperty("shared");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(2, granted.GetProperty("bits").GetInt32());
        Assert.InRange(granted.GetProperty("securityBits").GetDouble(), 30, 60);
        Assert.All(report.GetProperty("outputs")[0].GetProperty("values").EnumerateArray(), static value => Assert.Equal(0, value.GetDouble() % 0.25));
        Assert.Contains("multiples of 2^-2", Decrypt("--shared", "2", "--shared-results", "10").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("can be shared to 2 bits at the finest, 12 are asked", "--shared", "12", "--shared-results", "10")]
    [InlineData("--shared needs --shared-results", "--shared", "3")]
    [InlineData("go with --shared", "--shared-results", "10")]
    [InlineData("go with --shared", "--shared-security", "40")]
    [InlineData("--shared is '50'; give a whole number from -40 to 40", "--shared", "50", "--shared-results", "1")]
    [InlineData("--shared-results is '0'; give a whole number of at least 1", "--shared", "3", "--shared-results", "0")]
    [InlineData("--shared-security is '8'; give a whole number from 10 to 128", "--shared", "3", "--shared-results", "1", "--shared-security", "8")]
    public void WhatCannotBeSharedIsRefusedWithAReason(string words, params string[] options)
    {
        Tool tool = Decrypt(options);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains(words, tool.Error + tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AServerIsWarnedOfAnUncheckedCircuitThatShowsMoreThanItsOutputs()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("fewer.psir"), client = workspace.PathOf("client"), question = workspace.PathOf("question.bin");
        string fewer = File.ReadAllText(InsecureTransformer.Circuit)
            .Replace("f12:7 | r:8 f12:7/256z\", shape = [1, 7]", "f12:3 | r:8 f12:3/256z\", shape = [1, 3]", StringComparison.Ordinal)
            .Replace("Float64 1x7", "Float64 1x3", StringComparison.Ordinal);
        File.WriteAllText(circuit, fewer);
        File.Copy(Path.ChangeExtension(InsecureTransformer.Circuit, ".psw"), Path.ChangeExtension(circuit, ".psw"));
        Tool.Run("keys", circuit, "-o", client);
        Tool.Run("encrypt", circuit, "--keys", client, "--input", model.Inputs, "-o", question);

        Tool evaluate = Tool.Run("evaluate", circuit, "--keys", Path.Combine(client, "evaluation"), "--input", question, "-o", workspace.PathOf("answer.bin"));

        Assert.Contains("warning PSM3018: The circuit 'intent'", evaluate.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("PSM3018", model.Evaluate.Error, StringComparison.Ordinal);
    }

    private Tool Decrypt(params string[] options) =>
        Tool.Run(["decrypt", InsecureTransformer.Circuit, "--keys", model.Client, "--input", model.Answer, .. options]);
}
