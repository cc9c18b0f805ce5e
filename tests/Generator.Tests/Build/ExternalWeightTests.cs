using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>Weights beside a model are inputs of the build, of the up-to-date check of editors and of <c>dotnet watch</c>.</summary>
public sealed class ExternalWeightTests
{
    private static readonly string[] Names = ["intent", "we ird/a;b#c%20"];

    /// <summary>The targets that editors and the watcher call; something of these names stands for them.</summary>
    private const string Callers = """<Project><Target Name="CollectUpToDateCheckInputDesignTime" /><Target Name="_CoreCollectWatchItems" /></Project>""";

    [Fact]
    public async Task AChangeOfOnlyTheWeightsCompilesThatModelAgain()
    {
        using ScratchProject project = ScratchProject.WithStandIn();
        project.Write("Directory.Build.props", Callers);
        foreach (string name in Names)
        {
            project.Write(name + ".onnx", "stands for a model");
            project.Write(name + ".onnx.data", "stands for weights");
        }

        ScratchBuild first = await project.Run("build");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal(2, first.ToolCalls.Count);
        Assert.Empty((await project.Run("build", "--no-restore")).ToolCalls);

        ScratchBuild asked = await project.Run(
            "msbuild", "-t:CollectUpToDateCheckInputDesignTime;_CoreCollectWatchItems", "-getItem:UpToDateCheckInput", "-getItem:Watch");
        Assert.All(Names, name => Assert.Equal(5, asked.Output.Split($"{name}.onnx.data\"").Length));
        Assert.Empty(asked.ToolCalls);

        File.SetLastWriteTimeUtc(project.PathOf(Names[0] + ".onnx.data"), DateTime.UtcNow.AddSeconds(1));
        Assert.Equal(Names[0] + ".onnx", Assert.Single((await project.Run("build", "--no-restore")).ToolCalls)["model"]);

        File.Delete(project.PathOf(Names[1] + ".onnx.data"));
        Assert.Equal(Names[1] + ".onnx", Assert.Single((await project.Run("build", "--no-restore")).ToolCalls)["model"]);
    }

    [Fact]
    public async Task OtherWeightsComeIntoTheAssemblyByTheRealCompiler()
    {
        string model = SharedFiles.Require("cases/01/digits.onnx");
        using ScratchProject project = new(ScratchProject.Compiler());
        project.Write("Model.cs", "[PowerSoftmax.EncryptedModel(\"digits.onnx\")] internal static partial class DigitModel;");
        foreach (string file in (string[])["digits.onnx", "digits.onnx.data", "digits.samples.npz"])
        {
            project.Copy(Path.Combine(Path.GetDirectoryName(model)!, file), file);
        }

        string weights = project.PathOf("digits.onnx.data"), compiled = project.PathOf("obj/Debug/net10.0/powersoftmax/digits.psw");
        ScratchBuild first = await project.Run("build");
        Assert.True(first.ExitCode == 0, first.Output);
        byte[] before = await File.ReadAllBytesAsync(compiled, TestContext.Current.CancellationToken);

        // The signs of all 32-bit weights.
        byte[] changed = await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken);
        for (int i = 3; i < changed.Length; i += 4)
        {
            changed[i] ^= 0x80;
        }

        File.Delete(weights);
        await File.WriteAllBytesAsync(weights, changed, TestContext.Current.CancellationToken);
        ScratchBuild second = await project.Run("build", "--no-restore");

        Assert.True(second.ExitCode == 0, second.Output);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(compiled, TestContext.Current.CancellationToken));
    }
}
