using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The whole Tensor pipeline on the trained model of the first sample, against ONNX Runtime.</summary>
public sealed class IntentPipelineTests(IntentPipelineTests.Compiled compiled) : IClassFixture<IntentPipelineTests.Compiled>
{
    private static readonly Interval Unit = new(-1, 1);

    private Graph Circuit => compiled.Module.Find(ModuleKeys.Circuit)!;

    [Fact]
    public void CircuitHasTheNormalForm()
    {
        Assert.Equal(["x", "x.centered"], Circuit.Ops<Input>().Select(static input => input.Op.Name).Order());
        Assert.Equal(8, Circuit.Ops<Linear>().Count());
        Assert.Equal(4, Circuit.Ops<Add>().Count());
        Assert.Equal(3, Circuit.Ops<ReduceSum>().Count());
        Assert.Equal(2, Circuit.Ops<Contract>().Count());
        Assert.Equal(2, Circuit.Ops<Polynomial>().Count());
        Assert.True(Assert.Single(Circuit.Ops<Normalize>()).Op.Normalized);
    }

    [Fact]
    public void SeriesBehindLayersAndNormsAreOnTheUnitInterval()
    {
        IEnumerable<Interval> intervals = Circuit.Nodes.Select(static node => node.Op).Select(static op => (op as INonPolynomial)?.Series ?? (op as Polynomial)?.Series)
            .OfType<ChebyshevSeries>().Select(static series => series.Interval);
        Assert.Equal(3, intervals.Count());
        Assert.Equal(2, intervals.Count(static interval => interval == Unit));
    }

    [Fact]
    public void TheClientDoesTheEmbeddingAndKeepsThePublicShapes()
    {
        Graph prologue = compiled.Module.Find(ModuleKeys.Prologue)!;
        Graph epilogue = compiled.Module.Find(ModuleKeys.Epilogue)!;
        Assert.Single(prologue.Ops<Gather>());
        Assert.Single(prologue.Ops<LayerNorm>());
        Assert.Equal("1x32", Assert.Single(prologue.Ops<Input>()).Op.Type.Shape.ToString());
        Assert.Equal("logits", Assert.Single(epilogue.Outputs).Name);
    }

    [Fact]
    public void HeldOutSamplesAgreeWithOnnxRuntime()
    {
        ApproximationReport report = compiled.Context.Approximation!;
        Assert.True(report.HeldOut.LeastAgreeing!.Share >= 0.98, report.HeldOut.ToString());
        Assert.True(report.Calibration.RelativeError <= report.Budget, report.ToString());
        Assert.Equal(256, report.HeldOut.Samples + report.Calibration.Samples);
        Assert.False(compiled.Context.Diagnostics.HasErrors);
    }

    [Fact]
    public void ValidationUtterancesAgreeWithOnnxRuntime()
    {
        using IntentModel validation = IntentModel.Load("validation");
        List<AnswerPair> answers = [];
        for (int sample = 0; sample < 700; sample++)
        {
            Dictionary<string, Tensor> tokens = new() { ["tokens"] = validation.Calibration.Value(sample, "tokens") };
            answers.Add(new AnswerPair("logits", sample, validation.Calibration.Value(sample, "/classifier/Gemm"), compiled.Run(tokens).Values));
        }

        AgreementReport agreement = AgreementReport.Of(answers);
        Assert.True(agreement.LeastAgreeing!.Share >= 0.99 && agreement.RelativeError <= 1.0 / 64, agreement.ToString());
    }

    [Fact]
    public void ATighterBudgetGivesHigherDegreesAndSmallerErrors()
    {
        using IntentModel model = IntentModel.Load();
        ApproximationReport loose = compiled.Context.Approximation!;
        ApproximationReport tight = model.Compile(new CompilerOptions { ErrorBudget = 1.0 / 4096 }).Context.Approximation!;
        Assert.True(tight.Functions.Sum(static function => function.Degree) > loose.Functions.Sum(static function => function.Degree));
        Assert.True(tight.Levels > loose.Levels);
        Assert.True(tight.HeldOut.RelativeError < loose.HeldOut.RelativeError / 4);
    }

    [Fact]
    public void TheResultIsTheSameEveryTime()
    {
        using IntentModel model = IntentModel.Load();
        Assert.Equal(ModuleWriter.Write(compiled.Module), ModuleWriter.Write(model.Compile().Module));
    }

    [Fact]
    public void TextReadsBackToTheSameModule()
    {
        string text = ModuleWriter.Write(compiled.Module);
        Assert.Equal(text, ModuleWriter.Write(ModuleReader.Read(text)));
    }

    [Fact]
    public void WithoutSamplesThereIsADiagnostic()
    {
        using IntentModel model = IntentModel.Load();
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => TensorPipeline.Run(model.Imported.Module, null, new CompilerOptions(), new DiagnosticBag()));
        Assert.Equal("PSM1002", error.Diagnostic.Id);
    }

    [Fact]
    public void AnUnreachableBudgetIsADiagnostic()
    {
        using IntentModel model = IntentModel.Load();
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => model.Compile(new CompilerOptions { ErrorBudget = 1e-9, MaxDegree = 7 }));
        Assert.Equal("PSM3005", error.Diagnostic.Id);
    }

    [Fact]
    public void LowAgreementIsADiagnosticWithTheNumbers()
    {
        using IntentModel model = IntentModel.Load();
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => model.Compile(new CompilerOptions { ErrorBudget = 1e6, AgreementAsked = 1, MaxDegree = 3, RangeMargin = 20 }));
        Assert.Equal("PSM3004", error.Diagnostic.Id);
        Assert.Contains("of 64 held-out samples (64 are asked)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The model compiled once with the default options.</summary>
    public sealed class Compiled
    {
        public Compiled()
        {
            using IntentModel model = IntentModel.Load();
            (Module, Context) = model.Compile();
        }

        public Module Module { get; }

        public PassContext Context { get; }

        public Tensor Run(IReadOnlyDictionary<string, Tensor> inputs)
        {
            IReadOnlyDictionary<string, Tensor> sent = TensorInterpreter.Run(Module.Find(ModuleKeys.Prologue)!, Module.Weights, inputs);
            IReadOnlyDictionary<string, Tensor> answer = TensorInterpreter.Run(Module.Find(ModuleKeys.Circuit)!, Module.Weights, sent);
            return TensorInterpreter.Run(Module.Find(ModuleKeys.Epilogue)!, Module.Weights, answer)["logits"];
        }
    }
}
