using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The whole compiler on the trained model of the first sample.</summary>
public sealed class CompilerTests(CompilerTests.Compiled compiled) : IClassFixture<CompilerTests.Compiled>
{
    [Fact]
    public void TheTrainedModelCompilesWithinItsBudgets()
    {
        Assert.Empty(compiled.Result.Diagnostics);
        Assert.True(compiled.Result.Succeeded);
        Assert.True(compiled.Result.Plan!.Noise.Bits >= 10);
        Assert.True(compiled.Result.Plan.Keys.Bytes < 4L << 30);
        Assert.Equal(128, compiled.Result.Plan.Parameters.Certificate.Bits);
    }

    [Fact]
    public void TheModuleHoldsPrologueCircuitAndEpilogue()
    {
        Module module = compiled.Result.Module!;

        Assert.Equal(
            [ModuleKeys.Circuit, ModuleKeys.Epilogue, ModuleKeys.Prologue], module.Graphs.Select(static graph => graph.Name).Order());
        Assert.NotEmpty(module.Find(ModuleKeys.Circuit)!.Ops<CkksInput>());
        Assert.Contains(" of ", module.Meta(CircuitMetadata.Agreement));
        Assert.Equal(3, module.Metadata.Count(static entry => entry.Key.StartsWith(CircuitMetadata.Approximation, StringComparison.Ordinal)));
    }

    [Fact]
    public void WithoutSamplesTheResultCarriesTheDiagnostic()
    {
        using IntentModel model = IntentModel.Load();
        CompilationResult result = Compiler.Compile(model.Imported.Module, null, new CompilerOptions());

        Assert.False(result.Succeeded);
        Assert.Equal("PSM1002", Assert.Single(result.Diagnostics).Id);
    }

    [Fact]
    public void ARingTooSmallForTheModelNamesWhatIsMissing()
    {
        using IntentModel model = IntentModel.Load();
        CompilationResult result = Compiler.Compile(model.Imported.Module, model.Calibration, new CompilerOptions { MaxLogN = 14 });

        Assert.Contains(Assert.Single(result.Diagnostics).Id, (string[])["PSM3002", "PSM3003"]);
        Assert.NotNull(result.Approximation);
    }

    /// <summary>The model compiled once with the default options.</summary>
    public sealed class Compiled
    {
        public Compiled()
        {
            using IntentModel model = IntentModel.Load();
            Result = Compiler.Compile(model.Imported.Module, model.Calibration, new CompilerOptions());
        }

        public CompilationResult Result { get; }
    }
}
