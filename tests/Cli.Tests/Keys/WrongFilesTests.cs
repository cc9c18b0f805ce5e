using System.Globalization;
using System.Text.RegularExpressions;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Cli.Tests.Keys;

/// <summary>What the four commands say when a file is wrong: what, where, and what to do.</summary>
public sealed class WrongFilesTests(InsecureTransformer model) : IClassFixture<InsecureTransformer>
{
    private static string Circuit => InsecureTransformer.Circuit;

    [Fact]
    public void KeysAreNotReplacedUnasked()
    {
        Refused(Tool.Run("keys", Circuit, "-o", model.Client), model.Secret, "there is a secret key already", "--force");

        using Workspace workspace = new();
        Directory.CreateDirectory(workspace.PathOf("evaluation"));
        File.Copy(Path.Combine(model.Evaluation, "keys.json"), workspace.PathOf("evaluation/keys.json"));
        Refused(Tool.Run("keys", Circuit, "-o", workspace.Folder), "evaluation keys already", "--force");
        Assert.Equal(ExitCode.Done, Tool.Run("keys", Circuit, "-o", workspace.Folder, "--force").ExitCode);
        Assert.True(File.Exists(workspace.PathOf("secret.key")));
    }

    [Fact]
    public void KeysNeedADirectory() => Refused(Tool.Run("keys", Circuit), "give -o DIR", "--plan-only");

    [Theory]
    [InlineData(8, "128", "is worth 56 bits and 128 are claimed")]
    [InlineData(32, "192", "is worth 153 bits and 192 are claimed")]
    public void AWeakEphemeralSecretOfATextIsRefusedBeforeKeysAreMade(int weight, string claim, string reason)
    {
        using Workspace workspace = new();
        CkksParametersLiteral good = BootstrappingSets.Find(16, 4, SecurityTable.Claim(int.Parse(claim, CultureInfo.InvariantCulture))!.Value)!;
        CkksParametersLiteral weak = good with { Bootstrapping = good.Bootstrapping! with { EphemeralWeight = weight } };
        string path = workspace.PathOf("weak.psir");
        File.WriteAllText(path, Regex.Replace(File.ReadAllText(Circuit), "meta \"parameters\" \".*\"", $"meta \"parameters\" \"{weak}\""));
        File.Copy(Path.ChangeExtension(Circuit, ".psw"), workspace.PathOf("weak.psw"));

        Refused(Tool.Run("keys", path, "-o", workspace.PathOf("client")), path, $"weight is {weight}", reason);
        Assert.False(Directory.Exists(workspace.PathOf("client")));
    }

    [Fact]
    public void EvaluateIsToldWhereTheEvaluationKeysAre() =>
        Refused(Evaluate(model.Client, model.Question), $"--keys {model.Evaluation}", "must not be given to a server");

    [Fact]
    public void MissingKeysAreNamed()
    {
        string nowhere = model.PathOf("nowhere");

        Refused(Evaluate(nowhere, model.Question), Path.Combine(nowhere, "keys.json"), "does not exist");
        Refused(Encrypt(nowhere, "--input", model.Inputs), Path.Combine(nowhere, "secret.key"), "missing");
        Refused(Decrypt(nowhere, model.Answer), Path.Combine(nowhere, "secret.key"), "missing");
    }

    [Fact]
    public void MissingQuestionsAndAnswersAreNamed()
    {
        string nowhere = model.PathOf("nowhere.bin");

        Refused(Evaluate(model.Evaluation, nowhere), nowhere, "powersoftmax encrypt");
        Refused(Decrypt(model.Client, nowhere), nowhere, "powersoftmax evaluate");
    }

    [Fact]
    public void TruncatedFilesAreNamed()
    {
        Refused(Evaluate(model.Evaluation, Changed(model.Question, static bytes => bytes[..^100])), "changed", "truncated");
        Refused(Decrypt(model.Client, Changed(model.Answer, static bytes => bytes[..30])), "changed", "truncated");
        Refused(Evaluate(model.Evaluation, model.Answer), model.Answer, "Question was expected");
    }

    [Fact]
    public void OtherKeysAreNoticed()
    {
        using Workspace workspace = new();
        Assert.Equal(ExitCode.Done, Tool.Run("keys", Circuit, "-o", workspace.Folder).ExitCode);

        Refused(Evaluate(workspace.PathOf("evaluation"), model.Question), model.Question, "belongs to the keys", "Use the keys it was made with");
        Refused(Decrypt(workspace.Folder, model.Answer), model.Answer, "belongs to the keys", "Use the keys it was made with");
    }

    [Fact]
    public void KeysForAnotherModelAreNoticed()
    {
        using CompiledIntent other = new();

        Refused(
            Tool.Run("evaluate", other.Circuit, "--keys", model.Evaluation, "--input", model.Question, "-o", model.PathOf("unused")), "made for other parameters", "keys.json");
        Refused(Tool.Run("decrypt", other.Circuit, "--keys", model.Client, "--input", model.Answer), "secret.key", "made for other parameters");
    }

    [Theory]
    [InlineData("--max-key-bytes", "1000", "Allow at least")]
    [InlineData("--max-key-bytes", "much", "give a size")]
    [InlineData("--max-key-bytes", "0MB", "give a size")]
    [InlineData("--max-key-bytes", "-5MB", "give a size")]
    public void MemoryForKeysIsChecked(string option, string value, string message) =>
        Refused(Evaluate(model.Evaluation, model.Question, option, value), message);

    [Fact]
    public void InputsAreChecked()
    {
        Refused(Encrypt(model.Client, "--input", model.Inputs, "--sample", "2"), "--sample 2", "from 0 to 1");
        Refused(Encrypt(model.Client), "--input FILE.npz or --text TEXT");
        Refused(Encrypt(model.Client, "--text", "play some jazz"), "--vocabulary");
    }

    [Fact]
    public void ASecretKeyThatOthersMayReadIsWarnedAbout()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists instead of permission bits");
        }
        else
        {
            using Workspace workspace = new();
            string secret = workspace.PathOf("secret.key");
            File.Copy(model.Secret, secret);
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.OtherRead);

            Tool tool = Decrypt(workspace.Folder, model.Answer);

            Assert.Equal(ExitCode.Done, tool.ExitCode);
            Assert.Contains("chmod 600", tool.Error);
        }
    }

    private static void Refused(Tool tool, params string[] words)
    {
        Assert.True(tool.ExitCode == ExitCode.InputWrong, $"ended with {tool.ExitCode}: {tool.Error}");
        Assert.All(words, word => Assert.Contains(word, tool.Error, StringComparison.Ordinal));
    }

    private Tool Evaluate(string keys, string question, params string[] options) =>
        Tool.Run(["evaluate", Circuit, "--keys", keys, "--input", question, "-o", model.PathOf("unused.bin"), .. options]);

    private Tool Encrypt(string keys, params string[] options) =>
        Tool.Run(["encrypt", Circuit, "--keys", keys, "-o", model.PathOf("unused.bin"), .. options]);

    private static Tool Decrypt(string keys, string answer) => Tool.Run("decrypt", Circuit, "--keys", keys, "--input", answer);

    private string Changed(string path, Func<byte[], byte[]> change)
    {
        File.WriteAllBytes(model.PathOf("changed"), change(File.ReadAllBytes(path)));
        return model.PathOf("changed");
    }
}
