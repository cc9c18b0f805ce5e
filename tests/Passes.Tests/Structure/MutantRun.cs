using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Tests.Circuits;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>A mutant on its way through the compiler, to a circuit on ciphertexts of a small ring.</summary>
internal sealed class MutantRun
{
    private const int SampleCount = 12;
    private const int Slots = 512;

    /// <summary>Little is asked of polynomials: what counts here is that the circuit means the model.</summary>
    private static readonly CompilerOptions Options = new() { ErrorBudget = 1.0 / 16, AgreementAsked = 0.01, MaxDegree = 31 };

    private readonly OnnxModel model;
    private readonly ImportedModel imported;
    private readonly IReadOnlyDictionary<string, Tensor> samples;

    private MutantRun(Mutant mutant)
    {
        model = OnnxModelReader.Read(mutant.Model.ToByteArray(), "mutant.onnx");
        imported = OnnxImporter.Import(model);
        samples = imported.Graph.Ops<Input>().ToDictionary(static input => input.Op.Name, input => Draw(input.Op, new Random(mutant.Seed)));
    }

    /// <summary>The diagnostic that refuses the mutant, or null where it becomes a circuit that agrees with ONNX Runtime.</summary>
    /// <exception cref="Exception">What must not be: the mutant is neither.</exception>
    public static Diagnostic? Of(Mutant mutant)
    {
        try
        {
            return new MutantRun(mutant).Compile();
        }
        catch (DiagnosticException error)
        {
            return error.Diagnostic;
        }
    }

    private Diagnostic? Compile()
    {
        using OnnxCalibration calibration = new(model, imported, samples);
        PassContext context = new(new DiagnosticBag(), Options, calibration);
        Module approximated = TensorPipeline.Run(imported.Module, context);
        if (context.Diagnostics.Items.FirstOrDefault(static item => item.Severity == Severity.Error) is Diagnostic error)
        {
            return error;
        }

        Module packed = LowerToRows.Run(approximated, Slots);
        Graph circuit = packed.Find(ModuleKeys.Circuit)!;
        int depth = DepthAnalysis.Run(circuit, new Level(0)).Depth;
        Graph ckks = LowerToCkks.Run(circuit, packed.Weights, InsecureChain.OfLevels(depth), new Level(0));
        Compare(packed, ckks);
        return null;
    }

    /// <summary>What the encrypted model would answer without noise, beside ONNX Runtime, on the samples that chose the polynomials.</summary>
    private void Compare(Module module, Graph ckks)
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(model);
        CkksInterpreter interpreter = new(ckks, module.Weights);
        List<(double[] Theirs, double[] Ours)> answers = [];
        foreach (int sample in SampleSplit.Of(SampleCount, Options.HeldOutFraction).Calibration)
        {
            Dictionary<string, Tensor> inputs = imported.Graph.Ops<Input>().ToDictionary(static input => input.Op.Name, input => Row(input.Op, sample));
            IReadOnlyDictionary<string, Tensor> theirs = session.Run(inputs);
            IReadOnlyDictionary<string, Tensor> ours = Answer(module, interpreter, inputs);
            Assert.Equal(imported.Graph.Outputs.Select(static output => output.Name).Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
            answers.AddRange(ours.Select(pair => (theirs[pair.Key].Values, pair.Value.Values)));
        }

        // Outputs of one size: the error is relative to all of them, as the budget is.
        double range = answers.Max(static answer => answer.Theirs.Max()) - answers.Min(static answer => answer.Theirs.Min());
        double largest = answers.Max(static answer => answer.Theirs.Max(Math.Abs));
        double error = answers.Max(static answer => answer.Theirs.Zip(answer.Ours, static (left, right) => Math.Abs(left - right)).Max());
        Assert.True(error <= (1.01 * Options.ErrorBudget * range) + (1e-4 * largest), $"the circuit is wrong by {error:G3} on outputs that span {range:G3}");
    }

    private static IReadOnlyDictionary<string, Tensor> Answer(Module module, CkksInterpreter circuit, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Dictionary<string, Tensor> prologue = new(TensorInterpreter.Run(module.Find(ModuleKeys.Prologue)!, module.Weights, inputs));
        foreach ((string name, Tensor value) in circuit.Run(prologue))
        {
            prologue[name] = value;
        }

        return TensorInterpreter.Run(module.Find(ModuleKeys.Epilogue)!, module.Weights, prologue);
    }

    private Tensor Row(Input input, int sample)
    {
        int size = (int)input.Type.Shape.Count;
        return new Tensor(input.Type.Element, input.Type.Shape, samples[input.Name].Values.AsSpan(sample * size, size).ToArray());
    }

    private static Tensor Draw(Input input, Random random)
    {
        bool isIndex = input.Type.Element is ElementType.Int64 or ElementType.Int32;
        double Value() => isIndex ? random.Next(SmallTransformer.Vocabulary) : input.Type.Element == ElementType.Bool ? random.Next(2) : (2 * random.NextDouble()) - 1;
        int count = SampleCount * (int)input.Type.Shape.Count;
        double[] values = [.. Enumerable.Range(0, count).Select(_ => ElementRounding.Round(Value(), input.Type.Element))];
        return new Tensor(input.Type.Element, Shape.From(input.Type.Shape.Dimensions.Prepend(SampleCount)), values);
    }
}
