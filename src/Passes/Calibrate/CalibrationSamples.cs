using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>The user's samples as the circuit sees them: the client's prologue is run on each of them once.</summary>
public sealed class CalibrationSamples
{
    private readonly ICalibrationSource source;
    private readonly Module module;
    private readonly Graph prologue;
    private readonly Dictionary<int, IReadOnlyDictionary<string, Tensor>> inputs = [];

    private readonly string[] contents;

    private CalibrationSamples(ICalibrationSource source, Module module, double heldOutFraction)
    {
        this.source = source;
        this.module = module;
        prologue = module.Find(ModuleKeys.Prologue)!;
        contents = [.. Enumerable.Range(0, source.SampleCount).Select(sample => string.Concat(prologue.Ops<Input>().Select(input => Content(sample, input.Node.Name))))];
        Split = SampleSplit.Of(contents, heldOutFraction);
    }

    public SampleSplit Split { get; }

    /// <summary>All samples, equal ones counted each.</summary>
    public int Count => source.SampleCount;

    /// <summary>Calibration samples, equal ones counted once.</summary>
    public int DifferentCalibrationSamples => Split.Calibration.DistinctBy(sample => contents[sample]).Count();

    /// <summary>Names of the model's inputs that are the same in all samples.</summary>
    public IEnumerable<string> ConstantInputs => prologue.Ops<Input>()
        .Where(input => Enumerable.Range(0, Count).Select(sample => Content(sample, input.Node.Name)).Distinct().Count() == 1)
        .Select(static input => input.Op.Name);

    /// <exception cref="DiagnosticException">There are no samples (PSM1002).</exception>
    public static CalibrationSamples Of(Module module, PassContext context) =>
        context.Calibration is { SampleCount: > 0 } source
            ? new CalibrationSamples(source, module, context.Options.HeldOutFraction)
            : throw new DiagnosticException(DiagnosticKinds.CalibrationMissing, module.Name);

    /// <summary>The circuit's inputs on one sample.</summary>
    public IReadOnlyDictionary<string, Tensor> Inputs(int sample)
    {
        if (!inputs.TryGetValue(sample, out IReadOnlyDictionary<string, Tensor>? found))
        {
            inputs[sample] = found = TensorInterpreter.Run(prologue, module.Weights, ModelInputs(sample));
        }

        return found;
    }

    /// <summary>The model's own inputs on one sample.</summary>
    public IReadOnlyDictionary<string, Tensor> ModelInputs(int sample) => prologue.Ops<Input>().ToDictionary(
        static input => input.Op.Name, input => source.Value(sample, input.Node.Name).WithShape(input.Op.Type.Shape));

    /// <summary>What the original model answers on one sample, beside what the client's epilogue makes of the circuit's answer.</summary>
    /// <exception cref="DiagnosticException">PSM2012: the original model answers with a value that is not finite.</exception>
    public IEnumerable<AnswerPair> Compare(int sample, Graph circuit, IReadOnlyList<Tensor> circuitOutputs) =>
        Answers(sample, circuit, circuitOutputs).Select(answer => new AnswerPair(answer.Output, sample, Reference(sample, answer.Output), answer.Value.Values));

    /// <summary>What the client's epilogue makes of the circuit's answer, output by output.</summary>
    public IEnumerable<(string Output, Tensor Value)> Answers(int sample, Graph circuit, IReadOnlyList<Tensor> circuitOutputs)
    {
        Graph epilogue = module.Find(ModuleKeys.Epilogue)!;
        Dictionary<string, Tensor> given = new(Inputs(sample));
        foreach ((GraphOutput output, Tensor value) in circuit.Outputs.Zip(circuitOutputs))
        {
            given[output.Name] = value;
        }

        IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(epilogue, module.Weights, given);
        return epilogue.Outputs.Select(output => (output.Name, answers[output.Name]));
    }

    private Tensor Reference(int sample, string output)
    {
        Tensor value = source.Value(sample, NodeOf(output));
        return NonFinite.Of(value.Values) is { } broken
            ? throw new DiagnosticException(
                DiagnosticKinds.OutputNotFinite, broken.ValueText, broken.Place(value.Shape), output, sample)
            : value;
    }

    private string Content(int sample, string node) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(source.Value(sample, node).Values.AsSpan())));

    private string NodeOf(string outputName) =>
        module.Meta(RememberOutputs.Key(outputName)) ?? throw new IrException($"the module does not say which node of the model makes '{outputName}'");
}
