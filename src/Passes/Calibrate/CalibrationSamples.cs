using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>The user's samples as the circuit sees them: the client's prologue is run on each of them once.</summary>
public sealed class CalibrationSamples
{
    private readonly ICalibrationSource source;
    private readonly Module module;
    private readonly Graph prologue;
    private readonly Dictionary<int, IReadOnlyDictionary<string, Tensor>> inputs = [];

    private CalibrationSamples(ICalibrationSource source, Module module, SampleSplit split)
    {
        this.source = source;
        this.module = module;
        prologue = module.Find(ModuleKeys.Prologue)!;
        Split = split;
    }

    public SampleSplit Split { get; }

    /// <exception cref="DiagnosticException">There are no samples (PSM1002).</exception>
    public static CalibrationSamples Of(Module module, PassContext context) =>
        context.Calibration is { SampleCount: > 0 } source
            ? new CalibrationSamples(source, module, SampleSplit.Of(source.SampleCount, context.Options.HeldOutFraction))
            : throw new DiagnosticException(DiagnosticKinds.CalibrationMissing, module.Name);

    /// <summary>The circuit's inputs on one sample.</summary>
    public IReadOnlyDictionary<string, Tensor> Inputs(int sample)
    {
        if (!inputs.TryGetValue(sample, out IReadOnlyDictionary<string, Tensor>? found))
        {
            Dictionary<string, Tensor> given = prologue.Ops<Input>().ToDictionary(
                static input => input.Op.Name, input => source.Value(sample, input.Node.Name).WithShape(input.Op.Type.Shape));
            inputs[sample] = found = TensorInterpreter.Run(prologue, module.Weights, given);
        }

        return found;
    }

    /// <summary>What the original model answers on one sample, all outputs one after the other.</summary>
    public double[] Reference(int sample) => [.. References(sample).SelectMany(static output => output.Values)];

    /// <summary>What the original model answers on one sample, by output.</summary>
    public IEnumerable<(string Output, double[] Values)> References(int sample) =>
        module.Find(ModuleKeys.Epilogue)!.Outputs.Select(output => (output.Name, source.Value(sample, NodeOf(output.Name)).Values));

    /// <summary>What the client's epilogue makes of the circuit's answer.</summary>
    public double[] Answer(int sample, Graph circuit, IReadOnlyList<Tensor> circuitOutputs)
    {
        Graph epilogue = module.Find(ModuleKeys.Epilogue)!;
        Dictionary<string, Tensor> given = new(Inputs(sample));
        foreach ((GraphOutput output, Tensor value) in circuit.Outputs.Zip(circuitOutputs))
        {
            given[output.Name] = value;
        }

        IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(epilogue, module.Weights, given);
        return [.. epilogue.Outputs.SelectMany(output => answers[output.Name].Values)];
    }

    private string NodeOf(string outputName) =>
        module.Meta(RememberOutputs.Key(outputName)) ?? throw new IrException($"the module does not say which node of the model makes '{outputName}'");
}
