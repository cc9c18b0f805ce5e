using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class RunCommandTests(CompiledIntent intent) : IClassFixture<CompiledIntent>
{
    [Fact]
    public void RunsEncryptedAndCompares()
    {
        Tool tool = Tool.Run(
            "run", intent.Circuit,
            "--reference", Workspace.Sample("intent.onnx"),
            "--input", Workspace.Sample("intent.validation.npz"),
            "--samples", "1",
            "--json", "-");
        JsonElement report = JsonDocument.Parse(tool.Output).RootElement;
        JsonElement summary = report.GetProperty("summary");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        JsonElement logits = summary.GetProperty("outputs")[0];
        Assert.Equal("logits", logits.GetProperty("name").GetString());
        Assert.Equal(1, logits.GetProperty("encryptedEqualsClear").GetInt32());
        Assert.Equal(1, logits.GetProperty("encryptedEqualsReference").GetInt32());
        Assert.True(logits.GetProperty("relativeEncryptedError").GetDouble() <= 1.0 / 1024);
        Assert.NotEmpty(report.GetProperty("latency").EnumerateArray());
    }

    [Fact]
    public void RunsManyInputsAtOnce()
    {
        Tool tool = Tool.Run(
            "run", Workspace.Digits("digits.onnx"), "--batch", "8", "--input", Workspace.Digits("digits.samples.npz"), "--samples", "11", "--json", "-");
        JsonElement report = JsonDocument.Parse(tool.Output).RootElement;

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(8, report.GetProperty("costs").GetProperty("batch").GetInt32());
        Assert.Equal(11, report.GetProperty("summary").GetProperty("count").GetInt32());
        Assert.Equal(11, report.GetProperty("summary").GetProperty("outputs")[0].GetProperty("encryptedEqualsReference").GetInt32());
        Assert.Equal(6, report.GetProperty("breakdown").GetArrayLength());
    }

    [Fact]
    public void RangesOfManyInputsAtOnceAreNotChecked()
    {
        Tool tool = Tool.Run(
            "run", Workspace.Digits("digits.onnx"), "--batch", "8", "--input", Workspace.Digits("digits.samples.npz"), "--samples", "1", "--check-ranges");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("--check-ranges looks at one input at a time", tool.Error);
    }

    [Fact]
    public void NeedsAnInput()
    {
        Tool tool = Tool.Run("run", intent.Circuit);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("--input", tool.Error);
        Assert.Contains("--text", tool.Error);
    }

    [Fact]
    public void TextThatIsTooLongIsRefused()
    {
        string text = string.Join(' ', Enumerable.Repeat("play", 33));
        Tool tool = Tool.Run("run", intent.Circuit, "--text", text, "--vocabulary", Workspace.Sample("intent.vocab.txt"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("33 tokens", tool.Error);
        Assert.Contains("at most 32", tool.Error);
    }

    [Fact]
    public void TextNeedsAVocabulary()
    {
        Tool tool = Tool.Run("run", intent.Circuit, "--text", "play");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("--vocabulary", tool.Error);
    }

    [Fact]
    public void MoreSamplesThanThereAreIsRefused()
    {
        Tool tool = Tool.Run("run", intent.Circuit, "--input", Workspace.Sample("intent.validation.npz"), "--samples", "701");

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("700", tool.Error);
    }

    [Theory]
    [InlineData(".psir")]
    [InlineData(".psw")]
    public void DamagedFilesAreRefused(string extension)
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("damaged.psir");
        File.Copy(intent.Circuit, circuit);
        File.Copy(intent.Weights, Path.ChangeExtension(circuit, ".psw"));
        Damage(Path.ChangeExtension(circuit, extension));

        Tool tool = Tool.Run("run", circuit, "--text", "play", "--vocabulary", Workspace.Sample("intent.vocab.txt"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM1004", tool.Error);
        Assert.Contains("Compile the model again", tool.Error);
    }

    [Fact]
    public void OneOtherDigitInACircuitIsNoticed()
    {
        using Workspace workspace = new();
        string circuit = workspace.PathOf("altered.psir");
        string text = File.ReadAllText(intent.Circuit);
        int coefficients = text.IndexOf("series = ", StringComparison.Ordinal);
        int digit = text.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8'], coefficients + 80);
        File.WriteAllText(circuit, string.Concat(text.AsSpan(0, digit), $"{(char)(text[digit] + 1)}", text.AsSpan(digit + 1)));
        File.Copy(intent.Weights, Path.ChangeExtension(circuit, ".psw"));

        Tool tool = Tool.Run("run", circuit, "--text", "play", "--vocabulary", Workspace.Sample("intent.vocab.txt"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM1004", tool.Error);
    }

    private static void Damage(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }
}
