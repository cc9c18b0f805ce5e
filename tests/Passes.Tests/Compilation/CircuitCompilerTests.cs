using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Compilation;

public class CircuitCompilerTests
{
    private static NormalFormModel Model => new(8, 16, 2, 32, 5, 4);

    [Fact]
    public void ATransformerBecomesACheckedCircuit()
    {
        CompilationResult result = Compile(new CompilerOptions());

        Assert.Empty(result.Diagnostics);
        Graph circuit = result.Module!.Find(ModuleKeys.Circuit)!;
        Assert.NotEmpty(circuit.Ops<CkksOutput>());
        Assert.All(circuit.Nodes, static node => Assert.IsAssignableFrom<CkksOp>(node.Op));
        Assert.True(result.Plan!.Noise.Bits >= 13);
    }

    [Fact]
    public void TheModuleCarriesItsParametersAndReadsBack()
    {
        CompilationResult result = Compile(new CompilerOptions());

        Module module = ModuleReader.Read(ModuleWriter.Write(result.Module!));

        CkksParameterSet parameters = CkksParameterSet.Create(CkksParametersLiteral.Parse(module.Meta(ModuleKeys.Parameters)!));
        Assert.Equal(result.Plan!.Parameters.Fingerprint, parameters.Fingerprint);
        Assert.False(parameters.Certificate.IsInsecure);
        Assert.Contains("128 bits", module.Meta(CircuitMetadata.Certificate));
        Assert.Equal(result.Module, module);
    }

    [Fact]
    public void OnlyTheWeightsInUseAreKept()
    {
        Module module = Model.Build();
        module = module with { Weights = module.Weights.With("unused", Tensor.Scalar(1)) };

        CompilationResult result = new CircuitCompiler(new CompilerOptions(), CostTable.Default()).Run(module, [Inputs()], new DiagnosticBag());

        Assert.False(result.Module!.Weights.Contains("unused"));
        Assert.True(result.Module.Weights.Contains("up"));
    }

    [Fact]
    public void TooFewLevelsNameThePathAndWhatIsMissing()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Compile(new CompilerOptions { MaxLogN = 14 }));

        Assert.Equal("PSM3003", error.Diagnostic.Id);
        Assert.Matches(@"N = 2\^14 holds \d+: \d+ are missing", error.Message);
        Assert.Contains("/layer.0/attention/scores (1)", error.Message);
    }

    [Fact]
    public void TooFewSlotsAreReportedAsSuch()
    {
        Module module = new NormalFormModel(8192, 2, 1, 2, 2, 2).Build();

        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => new CircuitCompiler(new CompilerOptions { MaxLogN = 13 }, CostTable.Default()).Run(module, [Inputs()], new DiagnosticBag()));

        Assert.Equal("PSM3002", error.Diagnostic.Id);
    }

    [Fact]
    public void PrecisionAskedForRaisesTheScale()
    {
        CompilationPlan usual = Compile(new CompilerOptions { MaxLogN = 16 }).Plan!;
        CompilationPlan precise = Compile(new CompilerOptions { PrecisionBits = usual.Noise.Bits + 3 }).Plan!;

        Assert.True(precise.Parameters.Literal.LogDefaultScale > usual.Parameters.Literal.LogDefaultScale);
        Assert.True(precise.Noise.Bits >= usual.Noise.Bits + 3);
    }

    [Fact]
    public void PrecisionThatOneRingCannotHoldIsFoundOnALargerOne()
    {
        // So deep that the smaller ring has no bits left for a larger scale.
        NormalFormModel deep = new(8, 16, 2, 32, 5, 32);
        CompilationPlan usual = Compile(new CompilerOptions(), deep).Plan!;
        CompilationPlan precise = Compile(new CompilerOptions { PrecisionBits = usual.Noise.Bits + 5 }, deep).Plan!;

        Assert.Equal(15, usual.Parameters.LogN);
        Assert.Equal(16, precise.Parameters.LogN);
        Assert.True(precise.Noise.Bits >= usual.Noise.Bits + 5);
    }

    [Fact]
    public void PrecisionOutOfReachIsAnError()
    {
        CompilationResult result = Compile(new CompilerOptions { PrecisionBits = 40 });

        Assert.False(result.Succeeded);
        Assert.NotNull(result.Plan);
        Assert.Contains(result.Diagnostics, static item => item.Message.Contains("predicted bits"));
    }

    [Fact]
    public void ThePlanAddsUp()
    {
        CompilationResult result = Compile(new CompilerOptions());

        Assert.Equal(result.Module!.Find(ModuleKeys.Circuit)!.Nodes.Count, result.Plan!.Rows.Count);
        Assert.Equal(result.Plan.Rows.Sum(static row => row.Cost.KeySwitches), result.Plan.Total.KeySwitches);
        Assert.True(result.Plan.MillisecondsOn(2) < result.Plan.MillisecondsOn(1));
        Assert.True(result.Plan.PeakBytes >= result.Plan.InputBytes / 2);
        Assert.True(result.Plan.Keys.SeededBytes < result.Plan.Keys.Bytes);
    }

    [Fact]
    public void CompilingTwiceGivesTheSameText()
    {
        Assert.Equal(ModuleWriter.Write(Compile(new CompilerOptions()).Module!), ModuleWriter.Write(Compile(new CompilerOptions()).Module!));
    }

    [Fact]
    public void OptionsOutsideOfTheTablesAreRefused()
    {
        Assert.Contains("Security is 256", Assert.Throws<ParameterException>(() => Compile(new CompilerOptions { Security = 256 })).Message);
        Assert.Contains("allowed is 13 to 17", Assert.Throws<ParameterException>(() => Compile(new CompilerOptions { MaxLogN = 12 })).Message);
        Assert.Contains("allowed is 13 to 17", Assert.Throws<ParameterException>(() => Compile(new CompilerOptions { MaxLogN = 18 })).Message);
        Assert.Contains("allowed is 1 to 65536", Assert.Throws<ParameterException>(() => Compile(new CompilerOptions { Batch = 0 })).Message);
        Assert.Contains("allowed is 1 to 65536", Assert.Throws<ParameterException>(() => Compile(new CompilerOptions { Batch = 65537 })).Message);
    }

    private static CompilationResult Compile(CompilerOptions options, NormalFormModel? model = null) =>
        new CircuitCompiler(options, CostTable.Default()).Run((model ?? Model).Build(), [Inputs()], new DiagnosticBag());

    /// <summary>Small enough for every polynomial of the model to stay on its interval.</summary>
    private static Dictionary<string, Tensor> Inputs() => Model.Inputs().ToDictionary(
        static pair => pair.Key,
        static pair => new Tensor(pair.Value.Type.Element, pair.Value.Shape, Array.ConvertAll(pair.Value.Values, static x => 0.15 * x)));
}
