namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>Wherever a project keeps what it builds, and before it has built anything.</summary>
public sealed class LayoutTests
{
    private const string Code = """
        namespace Scratch;

        /// <summary>A model.</summary>
        [PowerSoftmax.EncryptedModel("intent.onnx")]
        public static partial class IntentModel;
        """;

    [Theory]
    [InlineData(
        "<UseArtifactsOutput>true</UseArtifactsOutput><TargetFrameworks>net10.0</TargetFrameworks>", "artifacts/obj/Scratch/debug_net10.0/powersoftmax/intent.psir")]
    [InlineData(
        "<BaseIntermediateOutputPath>$(MSBuildThisFileDirectory)../else where/a$b/</BaseIntermediateOutputPath><AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>",
        "../else where/a$b/Debug/powersoftmax/intent.psir")]
    public async Task TheModelIsCompiledOnce(string properties, string circuit)
    {
        using ScratchProject project = Create(properties);

        ScratchBuild build = await project.Run("build");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Single(build.ToolCalls);
        Assert.True(File.Exists(project.PathOf(circuit)), circuit);
    }

    [Fact]
    public async Task AnEditorBeforeTheFirstBuildHearsThatOneIsNeeded()
    {
        using ScratchProject project = Create(string.Empty);
        Assert.Equal(0, (await project.Run("restore")).ExitCode);

        ScratchBuild editor = await project.Run("msbuild", "-t:Compile", "-p:DesignTimeBuild=true", $"-p:ErrorLog={project.PathOf("log.sarif")}");
        string log = await File.ReadAllTextAsync(project.PathOf("log.sarif"), TestContext.Current.CancellationToken);

        Assert.True(editor.ExitCode == 0, editor.Output);
        Assert.Empty(editor.ToolCalls);
        Assert.Contains("PSM1008", log, StringComparison.Ordinal);
        Assert.Contains("build the project once", log, StringComparison.Ordinal);

        ScratchBuild first = await project.Run("build", "--no-restore", $"-p:ErrorLog={project.PathOf("log.sarif")}");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Single(first.ToolCalls);
        Assert.DoesNotContain("PSM1008", await File.ReadAllTextAsync(project.PathOf("log.sarif"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static ScratchProject Create(string properties)
    {
        ScratchProject project = ScratchProject.WithStandIn();
        project.Write("Model.cs", Code);
        project.Write("intent.onnx", "stands for a model");
        project.Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        return project;
    }
}
