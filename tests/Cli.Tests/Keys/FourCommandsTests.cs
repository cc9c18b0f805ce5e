using System.Text.Json;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Tests.Keys;

/// <summary>keys, encrypt, evaluate and decrypt, one after the other, through files; insecure small parameters.</summary>
public sealed class FourCommandsTests(InsecureTransformer model) : IClassFixture<InsecureTransformer>
{
    [Fact]
    public void TheDecryptedAnswerIsTheClearOne()
    {
        Assert.All([model.Keys, model.Encrypt, model.Evaluate], static tool => Assert.True(tool.ExitCode == ExitCode.Done, tool.Error));
        Tool decrypt = Tool.Run("decrypt", InsecureTransformer.Circuit, "--keys", model.Client, "--input", model.Answer, "--json", "-");
        JsonElement output = Json(decrypt.Output).GetProperty("outputs")[0];
        double[] logits = [.. output.GetProperty("values").EnumerateArray().Select(static value => value.GetDouble())];

        Tensor sample = new(ElementType.Float64, Shape.Of(8, 16), model.Samples.Values[(InsecureTransformer.Sample * 128)..]);
        ClearModel clear = new(Circuit.LoadFiles(InsecureTransformer.Circuit));
        double[] expected = clear.Run(new Dictionary<string, Tensor> { ["x"] = sample }).Single().Value.Values;
        Assert.Equal(7, logits.Length);
        Assert.Contains(expected, static logit => Math.Abs(logit) > 0.01);
        Assert.All(expected.Zip(logits), static pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(Array.IndexOf(expected, expected.Max()), output.GetProperty("largest").GetInt32());
    }

    [Fact]
    public void KeysAreTabledBeforeTheyAreMade()
    {
        Assert.All(
            ["relinearization", "rotation by", "On disk", "In memory", "INSECURE", "least memory"],
            words => Assert.Contains(words, model.Keys.Output, StringComparison.Ordinal));
        Assert.True(
            model.Keys.Output.IndexOf("relinearization", StringComparison.Ordinal) < model.Keys.Output.IndexOf("made in", StringComparison.Ordinal));
        Assert.Contains("give this directory to the server", model.Keys.Output);
    }

    [Fact]
    public void TheKeysTakeThePredictedBytes()
    {
        JsonElement report = Json(File.ReadAllText(model.PathOf("keys.json")));
        long files = Directory.EnumerateFiles(model.Evaluation, "*.key").Sum(static path => new FileInfo(path).Length);

        Assert.Equal(files, report.GetProperty("diskBytes").GetInt64());
        Assert.Equal(files, report.GetProperty("made").GetProperty("diskBytes").GetInt64());
        Assert.All(report.GetProperty("keys").EnumerateArray(), key => Assert.Equal(
            key.GetProperty("diskBytes").GetInt64(), new FileInfo(Path.Combine(model.Evaluation, key.GetProperty("file").GetString()!)).Length));
    }

    [Fact]
    public void OnlyThePlanMakesNothing()
    {
        using Workspace workspace = new();
        Tool tool = Tool.Run("keys", InsecureTransformer.Circuit, "--plan-only", "--json", "-");

        Assert.Equal(ExitCode.Done, tool.ExitCode);
        Assert.Equal(JsonValueKind.Null, Json(tool.Output).GetProperty("made").ValueKind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.Folder));
    }

    [Fact]
    public void EvaluationsStayWithinTheirMemoryForKeys()
    {
        JsonElement report = Json(model.Evaluate.Output);

        Assert.InRange(report.GetProperty("peakKeyBytes").GetInt64(), 1, 20_000_000);
        Assert.True(report.GetProperty("keyLoads").GetInt32() > report.GetProperty("keyCount").GetInt32());
        Assert.NotEmpty(report.GetProperty("latency").EnumerateArray());
    }

    [Fact]
    public void TheSecretKeyIsItsOwnersOnlyAndNotAmongTheEvaluationKeys()
    {
        Assert.All(Directory.EnumerateFiles(model.Evaluation), static path => Assert.Matches(@"\.key$|keys\.json$", path));
        Assert.DoesNotContain("secret.key", Directory.EnumerateFiles(model.Evaluation).Select(Path.GetFileName));

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists instead of permission bits");
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(model.Secret));
        }
    }

    [Fact]
    public void TablesAreForPeople()
    {
        Tool decrypt = Tool.Run("decrypt", InsecureTransformer.Circuit, "--keys", model.Client, "--input", model.Answer);
        Tool evaluate = Tool.Run("evaluate", InsecureTransformer.Circuit, "--keys", model.Evaluation, "--input", model.Question, "-o", model.PathOf("second.bin"));

        Assert.Contains("largest at", decrypt.Output);
        Assert.Contains("most memory of keys", evaluate.Output);
        Assert.Equal(ExitCode.Done, evaluate.ExitCode);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
