using System.Globalization;
using PowerSoftmax.Cli.Tests.Support;

namespace PowerSoftmax.Cli.Tests.Commands;

/// <summary>Options that cannot be read, or would do nothing: exit code 1, and the message names option, value and what is allowed.</summary>
public sealed class OptionTests
{
    private static readonly string[] Compile = ["compile", Workspace.Digits("digits.onnx"), "-o", "unused.psir"];
    private static readonly string[] Run = ["run", Workspace.Digits("digits.onnx"), "--input", Workspace.Digits("digits.samples.npz")];
    private static readonly string[] Encrypt = ["encrypt", Workspace.Digits("digits.onnx"), "--keys", "unused", "-o", "unused.bin"];
    private static readonly string[] Evaluate = ["evaluate", Workspace.Digits("digits.onnx"), "--keys", "unused", "--input", "unused", "-o", "unused.bin"];
    private static readonly string[] Bootstrap = ["bench", "bootstrap"];

    private static readonly (string[] Command, string Option, string Allowed)[] Options =
    [
        (Compile, "--security", "128 or 192"),
        (Compile, "--bootstrapping", "auto or none"),
        (Compile, "--key-format", "hybrid or seal"),
        (Compile, "--error-budget", "a number from 0 to 1"),
        (Compile, "--agreement", "a number from 0 to 1"),
        (Compile, "--precision-bits", "a number from 1 to 40"),
        (Compile, "--max-log-n", "a whole number from 13 to 17"),
        (Compile, "--aim", "latency or throughput or memory"),
        (Compile, "--batch", "a whole number from 1 to 65536"),
        (Compile, "--max-keys", "a size of at least one byte"),
        (Compile, "--max-memory", "a size of at least one byte"),
        (Compile, "--dimension", "NAME=SIZE"),
        (Run, "--samples", "a whole number of at least 1"),
        (Encrypt, "--sample", "a whole number of at least 0"),
        (Evaluate, "--max-key-bytes", "a size of at least one byte"),
        (Bootstrap, "--log-n", "a whole number from 10 to 17"),
        (Bootstrap, "--levels", "a whole number from 1 to 40"),
        (Bootstrap, "--runs", "a whole number from 1 to 1000"),
        (Bootstrap, "--log-slots", "1 to 16"),
    ];

    private static readonly string[] Values = ["abc", "-1", "NaN", "", "1e999", "99999999999999999999", "0x80", "1,5", "²"];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Options.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void AnUnparsableValueIsNamedWithWhatIsAllowed(int index)
    {
        (string[] command, string option, string allowed) = Options[index];
        foreach (string value in Values.Where(value => !(value == "1,5" && option == "--log-slots")))
        {
            Tool tool = Tool.Run([.. command, option, value]);

            Assert.True(tool.ExitCode == ExitCode.InputWrong, $"{option}={value} ended with {tool.ExitCode}: {tool.Error}");
            Assert.Contains($"{option} is '{value}'; give ", tool.Error, StringComparison.Ordinal);
            Assert.Contains(allowed, tool.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NumbersAreReadTheSameInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };

            Assert.Contains("there is no folder", Tool.Run("plan", Workspace.Digits("digits.onnx"), "--error-budget", "0.5", "--json", "no/where").Error);
            Assert.Contains("--error-budget is '0,5'; give a number from 0 to 1.", Tool.Run("plan", Workspace.Digits("digits.onnx"), "--error-budget", "0,5").Error);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static readonly string[][] Idle =
    [
        ["run", "circuit.psir", "--security", "192"],
        ["run", "circuit.psir", "--calibration", "samples.npz"],
        ["run", "circuit.psir", "--dimension", "tokens=8"],
        ["run", "model.onnx", "--reference", "other.onnx"],
        ["run", "model.onnx", "--text", "hello", "--samples", "1"],
        ["run", "model.onnx", "--input", "x.npz", "--vocabulary", "words.txt"],
        ["keys", "circuit.psir", "-o", "client", "--error-budget", "0.1"],
        ["keys", "circuit.psir", "--plan-only", "-o", "client"],
        ["keys", "circuit.psir", "--plan-only", "--force"],
        ["encrypt", "circuit.psir", "--keys", "client", "-o", "q", "--text", "hello", "--vocabulary", "words.txt", "--sample", "0"],
        ["encrypt", "circuit.psir", "--keys", "client", "-o", "q", "--input", "x.npz", "--vocabulary", "words.txt"],
        ["evaluate", "circuit.psir", "--keys", "client", "--input", "q", "-o", "a", "--max-memory", "1GB"],
        ["decrypt", "circuit.psir", "--keys", "client", "--input", "a", "--key-format", "seal"],
        ["plan", "model.onnx", "--key-format", "seal", "--max-log-n", "16"],
    ];

    public static TheoryData<int> IdleIndices => [.. Enumerable.Range(0, Idle.Length)];

    [Theory]
    [MemberData(nameof(IdleIndices))]
    public void AnOptionWithoutEffectIsRefused(int index)
    {
        string[] arguments = Idle[index];
        using Workspace workspace = new();
        string[] files = ["circuit.psir", "model.onnx", "x.npz", "words.txt", "q", "a"];
        foreach (string file in files)
        {
            File.WriteAllText(workspace.PathOf(file), string.Empty);
        }

        Tool tool = Tool.Run([.. arguments.Select(argument => files.Contains(argument) || argument == "client" ? workspace.PathOf(argument) : argument)]);

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("no effect: ", tool.Error, StringComparison.Ordinal);
        Assert.Contains(arguments.Last(static argument => argument.StartsWith('-')), tool.Error.Replace("--output", "-o --output", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AContractForOtherKeysIsRefusedBeforeAnythingIsCompiled()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("compile", Workspace.Sample("intent.onnx"), "-o", workspace.PathOf("c.psir"), "--client-contract", workspace.PathOf("c.json"));

        Assert.Equal(ExitCode.InputWrong, tool.ExitCode);
        Assert.Contains("--key-format seal", tool.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.Folder));
    }
}
