using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

/// <summary>Paths are checked before any work: each is named with its option, and nothing has been written.</summary>
public sealed class PathTests
{
    private static string Model => Workspace.Digits("digits.onnx");

    private static string Samples => Workspace.Digits("digits.samples.npz");

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "--output is 'DIR', which is a folder", ["compile", Model, "-o", "DIR"] },
        { "--output is 'DIR/', which is a folder", ["compile", Model, "-o", "DIR/"] },
        { "--output is 'DIR/no/c.psir', and there is no folder", ["compile", Model, "-o", "DIR/no/c.psir"] },
        { "--output is 'FILE/c.psir', and there is no folder", ["compile", Model, "-o", "FILE/c.psir"] },
        { "--output is 'FILE', and so is the model", ["compile", "FILE", "-o", "FILE"] },
        { "--output is 'DIR/./file', and so is the model", ["compile", "FILE", "-o", "DIR/./file"] },
        { "--output is 'FILE', and so is --calibration", ["compile", Model, "--calibration", "FILE", "-o", "FILE"] },
        { "--weights is 'DIR/c.psw', and so is --output", ["compile", Model, "-o", "DIR/c.psw"] },
        { "--json is 'DIR/c.psir', and so is --output", ["compile", Model, "-o", "DIR/c.psir", "--json", "DIR/c.psir"] },
        { "--list-inputs is 'DIR/no/list', and there is no folder", ["compile", Model, "-o", "DIR/c.psir", "--list-inputs", "DIR/no/list"] },
        { "--output is empty", ["compile", Model, "-o", ""] },
        { "--json is 'DIR/no/plan.json', and there is no folder", ["plan", Model, "--json", "DIR/no/plan.json"] },
        { "--json is 'DIR/no/run.json', and there is no folder", ["run", Model, "--input", Samples, "--json", "DIR/no/run.json"] },
        { "--input is 'DIR/none.npz', and there is no such file", ["run", Model, "--input", "DIR/none.npz"] },
        { "--input is 'DIR', which is a folder", ["run", Model, "--input", "DIR"] },
        { "The vocabulary 'DIR/none.txt' does not exist", ["run", Model, "--text", "x", "--vocabulary", "DIR/none.txt"] },
        { "--output is 'FILE', and so is --input", ["encrypt", Model, "--keys", "DIR", "--input", "FILE", "-o", "FILE"] },
        { "secret.key: the secret key is missing", ["encrypt", Model, "--keys", "DIR", "--input", Samples, "-o", "DIR/q"] },
        { "--output is 'FILE', and so is --input", ["evaluate", Model, "--keys", "DIR", "--input", "FILE", "-o", "FILE"] },
        { "--keys is 'DIR/none', and DIR/none/keys.json does not exist", ["evaluate", Model, "--keys", "DIR/none", "--input", "FILE", "-o", "DIR/a"] },
        { "--json is 'FILE', and so is --input", ["decrypt", Model, "--keys", "DIR", "--input", "FILE", "--json", "FILE"] },
        { "--output is 'FILE', and this folder cannot be made", ["keys", Model, "-o", "FILE"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AWrongPathIsNamedBeforeAnyWork(string message, string[] arguments)
    {
        using Workspace workspace = new();
        string file = workspace.PathOf("file");
        File.WriteAllText(file, "as it was");
        string Here(string text) => text.Replace("FILE", file, StringComparison.Ordinal).Replace("DIR", workspace.Folder, StringComparison.Ordinal);

        Tool tool = Tool.Run([.. arguments.Select(Here)]);

        Assert.True(tool.ExitCode == ExitCode.InputWrong, $"ended with {tool.ExitCode}: {tool.Error}");
        Assert.Contains(Here(message), tool.Error, StringComparison.Ordinal);
        Assert.Equal("as it was", File.ReadAllText(file));
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(workspace.Folder));
    }

    [Theory]
    [InlineData("/proc/c.psir", "nothing can be written into '/proc'")]
    [InlineData("/dev/null", "which is a device")]
    public void AFolderThatTakesNoFilesIsNamed(string target, string message)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("These folders are Linux's.");
        }

        Tool tool = Tool.Run("compile", Model, "-o", target, "--weights", Path.Combine(Path.GetTempPath(), "unused.psw"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains($"--output is '{target}', ", tool.Error);
        Assert.Contains(message, tool.Error);
    }
}
