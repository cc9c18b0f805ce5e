using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void HelpNamesEveryCommand()
    {
        Tool tool = Tool.Run("--help");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.All(["plan", "compile", "run", "keys", "encrypt", "evaluate", "decrypt", "bench"], command => Assert.Contains(command, tool.Output));
    }

    [Theory]
    [InlineData("prove", "model.onnx")]
    [InlineData("compile", "model.onnx")]
    [InlineData("plan")]
    [InlineData("run", "model.onnx", "--samples", "many")]
    public void WrongArgumentsEndWithOne(params string[] arguments)
    {
        Tool tool = Tool.Run(arguments);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.NotEmpty(tool.Error);
    }

    [Theory]
    [InlineData("plan", "--no-such-option", "1", "model.onnx")]
    [InlineData("run", "--securty=192", "model.onnx", "--text", "x")]
    public void AnUnknownOptionIsNamed(params string[] arguments)
    {
        Tool tool = Tool.Run(arguments);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains($"'{arguments[1]}' is no option of this command", tool.Error);
    }

    [Fact]
    public void NoArgumentIsAResponseFile()
    {
        using Workspace workspace = new();
        string model = workspace.PathOf("@x.onnx");
        File.Copy(Workspace.Digits("digits.onnx"), model);
        File.Copy(Workspace.Digits("digits.samples.npz"), workspace.PathOf("@x.samples.npz"));

        Tool tool = Tool.Run("plan", "@no/such.onnx");
        Assert.Contains("PSM1003", tool.Error);
        Assert.Contains("@no/such.onnx", tool.Error);
        Assert.Equal(ExitCode.Done, Tool.Run("plan", model).ExitCode);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("compile", "-o", "unused.psir")]
    [InlineData("run", "--text", "hello")]
    [InlineData("keys", "--plan-only")]
    public void MissingModelIsNamed(string command, params string[] options)
    {
        using Workspace workspace = new();
        string model = workspace.PathOf("nowhere.onnx");
        Tool tool = Tool.Run([command, model, .. options]);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("PSM1003", tool.Error);
        Assert.Contains(model, tool.Error);
    }
}
