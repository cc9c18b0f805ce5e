using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Cli.Tests.Keys;

/// <summary>Files of one model given to the same graph with other weights: parameters, shapes and keys fit, and nothing may compute.</summary>
public sealed class MixedModelsTests(InsecureTransformer model) : IClassFixture<InsecureTransformer>
{
    /// <summary>One weight by a little, or all of them.</summary>
    public static TheoryData<bool> Retrainings { get; } = [false, true];

    [Theory]
    [MemberData(nameof(Retrainings))]
    public void FilesOfTheOtherModelAreRefusedByName(bool allWeights)
    {
        using Workspace workspace = new();
        string retrained = Retrain(workspace, allWeights);
        string client = workspace.PathOf("client"), evaluation = Path.Combine(client, "evaluation"), unused = workspace.PathOf("unused.bin");
        string[] names = [Circuit.LoadFiles(retrained).Hash.Short, Circuit.LoadFiles(InsecureTransformer.Circuit).Hash.Short];
        Assert.Equal(ExitCode.Done, Tool.Run("keys", retrained, "-o", client).ExitCode);

        Refused(Tool.Run("encrypt", retrained, "--keys", model.Client, "--input", model.Inputs, "-o", unused), names);
        Refused(Tool.Run("evaluate", retrained, "--keys", model.Evaluation, "--input", model.Question, "-o", unused), names);
        Refused(Tool.Run("evaluate", retrained, "--keys", evaluation, "--input", model.Question, "-o", unused), names);
        Refused(Tool.Run("decrypt", retrained, "--keys", model.Client, "--input", model.Answer), names);
        Refused(Tool.Run("decrypt", retrained, "--keys", client, "--input", model.Answer), names);
        Assert.False(File.Exists(unused));
    }

    [Fact]
    public void KeysOfTheOtherModelAreRefusedEvenForItsOwnQuestion()
    {
        using Workspace workspace = new();
        string retrained = Retrain(workspace, allWeights: true);
        string client = workspace.PathOf("client"), question = workspace.PathOf("question.bin");
        Assert.Equal(ExitCode.Done, Tool.Run("keys", retrained, "-o", client).ExitCode);
        Assert.Equal(ExitCode.Done, Tool.Run("encrypt", retrained, "--keys", client, "--input", model.Inputs, "-o", question).ExitCode);

        Refused(Tool.Run("evaluate", retrained, "--keys", model.Evaluation, "--input", question, "-o", workspace.PathOf("unused.bin")), "belongs to the keys");
    }

    [Theory]
    [InlineData(5000, 0)]
    [InlineData(200, 7)]
    [InlineData(-20, 3)]
    public void AFlippedBitIsDamage(int at, int bit)
    {
        Refused(Tool.Run("evaluate", InsecureTransformer.Circuit, "--keys", model.Evaluation, "--input", Flipped(model.Question, at, bit), "-o", model.PathOf("unused.bin")), "flipped", "SHA-256");
        Refused(Tool.Run("decrypt", InsecureTransformer.Circuit, "--keys", model.Client, "--input", Flipped(model.Answer, at, bit)), "flipped", "SHA-256");
    }

    [Fact]
    public void SharedCaseTwoIsRefusedByName()
    {
        string samples = SharedFiles.Require("cases/02/samples.npz");
        using Workspace workspace = new();
        string[] models = [.. ((string[])["client", "server"]).Select(name =>
        {
            string circuit = workspace.PathOf($"{name}.psir");
            Tool tool = Tool.Run("compile", SharedFiles.Require($"cases/02/{name}.onnx"), "--calibration", samples, "-o", circuit);
            Assert.True(tool.ExitCode == ExitCode.Done, tool.Error);
            return circuit;
        })];
        (string keys, string question) = Ask(workspace, models[0], samples);

        Refused(
            Tool.Run("evaluate", models[1], "--keys", Path.Combine(keys, "evaluation"), "--input", question, "-o", workspace.PathOf("answer.bin")),
            [.. models.Select(static path => Circuit.LoadFiles(path).Hash.Short)]);
    }

    /// <summary>Its circuit is of the first text form. What the case asks, that a flipped bit is damage, is asked above.</summary>
    [Fact]
    public void SharedCaseThreeWasCompiledByAnotherVersion()
    {
        using Workspace workspace = new();

        Refused(Tool.Run("keys", SharedFiles.Require("cases/03/dig.psir"), "-o", workspace.PathOf("keys")), "compiled by another version", "compile the model again");
    }

    private static (string Keys, string Question) Ask(Workspace workspace, string circuit, string inputs)
    {
        string keys = workspace.PathOf("keys"), question = workspace.PathOf("question.bin");
        Assert.Equal(ExitCode.Done, Tool.Run("keys", circuit, "-o", keys).ExitCode);
        Tool encrypt = Tool.Run("encrypt", circuit, "--keys", keys, "--input", inputs, "-o", question);
        Assert.True(encrypt.ExitCode == ExitCode.Done, encrypt.Error);
        return (keys, question);
    }

    private static string Retrain(Workspace workspace, bool allWeights)
    {
        Module module = Circuit.LoadFiles(InsecureTransformer.Circuit).Module;
        string[] changed = [.. module.Weights.Entries.Select(static entry => entry.Name).Take(allWeights ? int.MaxValue : 1)];
        Module other = module with { Weights = module.Weights.WithMany(changed.Select(name => KeyValuePair.Create(name, Nudged(module.Weights.Data(name))))) };
        string path = workspace.PathOf("retrained.psir");
        new CircuitWriter(path, Path.ChangeExtension(path, ".psw")).Write(other);
        return path;
    }

    private static Tensor Nudged(Tensor weight) => new(weight.Type.Element, weight.Shape, Array.ConvertAll(weight.Values, static value => value + (1.0 / 1024)));

    private static string Flipped(string path, int at, int bit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at < 0 ? bytes.Length + at : at] ^= (byte)(1 << bit);
        File.WriteAllBytes(path + ".flipped", bytes);
        return path + ".flipped";
    }

    private static void Refused(Tool tool, params string[] words)
    {
        Assert.True(tool.ExitCode == ExitCode.InputWrong, $"ended with {tool.ExitCode}: {tool.Error}");
        Assert.All(words, word => Assert.Contains(word, tool.Error, StringComparison.Ordinal));
    }
}
