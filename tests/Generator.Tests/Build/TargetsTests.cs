using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Generator.Tests.Build;

/// <summary>The MSBuild targets in a real project: when the compiler runs, what it is given, what comes of it.</summary>
public sealed class TargetsTests
{
    private const string Code = """
        namespace Scratch;

        /// <summary>A model in a folder with spaces, samples beside it.</summary>
        [PowerSoftmax.EncryptedModel("my models/intent.onnx", Calibration = "my models/intent.samples.npz")]
        public static partial class IntentModel;
        """;

    [Fact]
    public async Task ModelsAreCompiledOnlyWhenSomethingChanged()
    {
        using ScratchProject project = Create();

        ScratchBuild first = await project.Run("build");
        Assert.True(first.ExitCode == 0, first.Output);
        const string Output = "obj/Debug/net10.0/powersoftmax/my models/intent";
        ToolCall call = Assert.Single(first.ToolCalls);
        Assert.Equal(("my models/intent.onnx", "my models/intent.samples.npz", string.Empty), (call["model"], call["calibration"], call["options"]));
        Assert.Equal(["my models/intent.psir", "my models/intent.psw"], Resources(project.Assembly));
        byte[] built = await File.ReadAllBytesAsync(project.Assembly, TestContext.Current.CancellationToken);

        Assert.Empty((await project.Run("build", "--no-restore")).ToolCalls);

        project.Write("More.cs", "internal static class More;");
        Assert.Empty((await project.Run("build", "--no-restore")).ToolCalls);
        File.Delete(project.PathOf("More.cs"));

        File.SetLastWriteTimeUtc(project.PathOf("my models/intent.samples.npz"), DateTime.UtcNow.AddSeconds(1));
        Assert.Single((await project.Run("build", "--no-restore")).ToolCalls);
        Assert.Equal(built, await File.ReadAllBytesAsync(project.Assembly, TestContext.Current.CancellationToken));

        File.Delete(project.PathOf("my models/intent.samples.npz"));
        Assert.Empty(Assert.Single((await project.Run("build", "--no-restore")).ToolCalls)["calibration"]);

        ScratchBuild clean = await project.Run("clean");
        Assert.True(clean.ExitCode == 0, clean.Output);
        Assert.False(File.Exists(project.PathOf(Output + ".psir")) || File.Exists(project.PathOf(Output + ".inputs")) || File.Exists(project.PathOf(Output + ".request")), "clean left the circuit behind");
    }

    [Fact]
    public async Task OptionsOfTheItemReachTheCompilerAndAChangeOfThemRunsItAgain()
    {
        using ScratchProject project = Create();
        WriteOptions(project, "0.01");
        ScratchBuild first = await project.Run("build");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("--error-budget 0.01", Assert.Single(first.ToolCalls)["options"]);

        WriteOptions(project, "0.02");
        Assert.Equal("--error-budget 0.02", Assert.Single((await project.Run("build", "--no-restore")).ToolCalls)["options"]);
        Assert.Equal("192", Assert.Single((await project.Run("build", "--no-restore", "-p:AskedSecurity=192")).ToolCalls)["security"]);
    }

    [Fact]
    public async Task WishesOfTheItemReachTheCompiler()
    {
        using ScratchProject project = Create();
        project.Write("Directory.Build.props", """
            <Project>
              <ItemGroup>
                <EncryptedModel Include="my models/intent.onnx" Bootstrapping="None" Security="192" MaxKeyBytes="6 GiB" MaxMemory="16GB" />
              </ItemGroup>
            </Project>
            """);

        ScratchBuild build = await project.Run("build");

        ToolCall call = Assert.Single(build.ToolCalls);
        Assert.Equal(("None", "192", "6 GiB", "16GB"), (call["bootstrapping"], call["security"], call["max-keys"], call["max-memory"]));
    }

    [Fact]
    public async Task AFailedModelIsReportedAtTheAttribute()
    {
        using ScratchProject project = Create();
        Diagnostic finding = Diagnostic.Of(DiagnosticKinds.OperatorUnsupported, "/rnn/LSTM", "LSTM", "", 17, "Unroll it.");
        project.Write("tool/circuit.psir", ModuleWriter.Write(FailedModule.Of("intent", [finding])));
        File.Delete(project.PathOf("tool/circuit.psw"));

        ScratchBuild build = await project.Run("build");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains($"Model.cs(4,2): error PSM2002: {finding.Message}", build.Output, StringComparison.Ordinal);
        Assert.Contains("1 Error(s)", build.Output, StringComparison.Ordinal);
        Assert.Single((await project.Run("build", "--no-restore")).ToolCalls);
    }

    [Fact]
    public async Task WrongOptionsAreReportedAtTheAttribute()
    {
        using ScratchProject project = new(ScratchProject.Compiler());
        project.Write("Model.cs", Code);
        project.Write("my models/intent.onnx", "stands for a model");
        project.Write("my models/intent.samples.npz", "stands for samples");
        project.Write("Directory.Build.props", """
            <Project><ItemGroup><EncryptedModel Include="my models/intent.onnx" Security="abc" Options="--no-such-option 1" /></ItemGroup></Project>
            """);

        ScratchBuild build = await project.Run("build");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("Model.cs(4,2): error PSM1009: Model 'my models/intent.onnx': --security is 'abc'; give 128 or 192. Correct", build.Output, StringComparison.Ordinal);
        Assert.Contains("'--no-such-option'", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelWithoutSamplesIsReportedAtTheAttribute()
    {
        using ScratchProject project = new(ScratchProject.Compiler());
        project.Write("Model.cs", Code.Replace(", Calibration = \"my models/intent.samples.npz\"", string.Empty, StringComparison.Ordinal));
        project.Copy(RepositoryFiles.PathOf("samples", "01-PrivateIntent", "intent.onnx"), "my models/intent.onnx");

        ScratchBuild build = await project.Run("build");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("Model.cs(4,2): error PSM1002: ", build.Output, StringComparison.Ordinal);
        Assert.Contains("1 Error(s)", build.Output, StringComparison.Ordinal);
    }

    private static void WriteOptions(ScratchProject project, string errorBudget) => project.Write("Directory.Build.props", $"""
        <Project>
          <ItemGroup>
            <EncryptedModel Include="my models/intent.onnx" Options="--error-budget {errorBudget}" Security="$(AskedSecurity)" />
          </ItemGroup>
        </Project>
        """);

    private static ScratchProject Create()
    {
        ScratchProject project = ScratchProject.WithStandIn();
        project.Write("Model.cs", Code);
        project.Write("my models/intent.onnx", "stands for a model");
        project.Write("my models/intent.samples.npz", "stands for samples");
        return project;
    }

    private static IEnumerable<string> Resources(string assembly)
    {
        using PEReader reader = new(File.OpenRead(assembly));
        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name)).Order(StringComparer.Ordinal)];
    }
}
