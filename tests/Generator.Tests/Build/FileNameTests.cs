using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>A model may have any name that the file system allows: no shell, response file, list or configuration file reads it.</summary>
public sealed class FileNameTests
{
    /// <summary>Each holds what something on the way gives a meaning to.</summary>
    private static readonly string[] Names =
    [
        "@x", "a$b", "a$(b)", "$(HOME)", "a`b`", "a#b", "a;b", "a%20b", "100%", "%(Identity)", "@(Compile)", "n'it's", "a&b", "a(b)", "a,b", "a=b", "a!b", "[ab]", "{a}",
        "a|b", "a*b", "a?b", "t\tx", "a<b>", "a\"b", "a^b", "~", "+", "-o", "--help", " a", "größe", "名前", "a b", "x.y.z", "models/sub/deep", "we ird/a;b", "...", "😀",
    ];

    [Fact]
    public async Task EveryNameBuildsAndLoads()
    {
        using ScratchProject project = ScratchProject.WithStandIn();
        string[] names = [.. Names, new string('n', 200)];
        Write(project, names);

        ScratchBuild build = await project.Run("build");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Equal(names.Select(static name => name + ".onnx").Order(StringComparer.Ordinal), build.ToolCalls.Select(static call => call["model"]).Order(StringComparer.Ordinal));
        Assert.All(build.ToolCalls, static call => Assert.Equal(Path.ChangeExtension(call["model"], ".samples.npz"), call["calibration"]));
        AssertLoads(project.Assembly, names.Length);
        Assert.Empty((await project.Run("build", "--no-restore")).ToolCalls);
    }

    [Fact]
    public async Task SoDoesTheFolderOfTheProject()
    {
        using ScratchProject project = ScratchProject.WithStandIn("it's 100% (a&b) @x;y#z$d");
        Write(project, ["a;b", "plain"]);

        ScratchBuild build = await project.Run("build");

        Assert.True(build.ExitCode == 0, build.Output);
        AssertLoads(project.Assembly, 2);
    }

    [Fact]
    public async Task TheCompilerIsGivenEachNameAsItStands()
    {
        using ScratchProject project = new(ScratchProject.Compiler());
        string[] names = ["@x", "a;b#c%20$(d)`e`", "-o"];
        Write(project, names);
        foreach (string name in names)
        {
            File.Copy(RepositoryFiles.PathOf("samples", "03-SealClient", "digits.onnx"), project.PathOf(name + ".onnx"), overwrite: true);
            File.Copy(RepositoryFiles.PathOf("samples", "03-SealClient", "digits.samples.npz"), project.PathOf(name + ".samples.npz"), overwrite: true);
        }

        ScratchBuild build = await project.Run("build");

        Assert.True(build.ExitCode == 0, build.Output);
        AssertLoads(project.Assembly, names.Length);
    }

    [Fact]
    public async Task ANameThatMSBuildCannotHoldIsRefusedOnce()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file names.");
        }

        using ScratchProject project = new(ScratchProject.Compiler());
        Write(project, ["a\nb", "a\\b"]);

        ScratchBuild build = await project.Run("build");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error PSM1010: The file name of model 'a b.onnx' has a line break", build.Output, StringComparison.Ordinal);
        Assert.Contains("error PSM1010: The file name of model 'a/b.onnx' has a backslash where the build sees '/'", build.Output, StringComparison.Ordinal);
        Assert.Contains("2 Error(s)", build.Output, StringComparison.Ordinal);
    }

    private static void Write(ScratchProject project, string[] names)
    {
        StringBuilder code = new("namespace Scratch;\n");
        for (int i = 0; i < names.Length; i++)
        {
            project.Write(names[i] + ".onnx", "stands for a model");
            project.Write(names[i] + ".samples.npz", "stands for samples");
            code.Append(null, $"[PowerSoftmax.EncryptedModel({SymbolDisplay.FormatLiteral(names[i] + ".onnx", quote: true)})] internal static partial class Model{i};\n");
        }

        project.Write("Models.cs", code.ToString());
    }

    /// <summary>Each class finds its own resources.</summary>
    private static void AssertLoads(string assembly, int count)
    {
        AssemblyLoadContext context = new("scratch", isCollectible: true);
        context.Resolving += static (_, name) => AssemblyLoadContext.Default.LoadFromAssemblyName(name);
        using MemoryStream bytes = new(File.ReadAllBytes(assembly));
        Assembly loaded = context.LoadFromStream(bytes);
        for (int i = 0; i < count; i++)
        {
            Assert.IsType<Circuit>(loaded.GetType($"Scratch.Model{i}")!.GetProperty("Circuit")!.GetValue(null));
        }

        context.Unload();
    }
}
