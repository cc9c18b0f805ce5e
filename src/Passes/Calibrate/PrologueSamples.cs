using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>What the client computes and encrypts for the user's samples.</summary>
public static class PrologueSamples
{
    /// <summary>Prologue outputs by name, for the first samples.</summary>
    /// <param name="module">With the graph <see cref="ModuleKeys.Prologue"/>, whose inputs are named as the model's.</param>
    /// <param name="calibration">The samples.</param>
    /// <param name="count">How many, at most.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Of(Module module, ICalibrationSource calibration, int count)
    {
        Graph prologue = module.Find(ModuleKeys.Prologue) ?? throw new IrException($"module '{module.Name}' has no graph '{ModuleKeys.Prologue}'");
        Input[] inputs = [.. prologue.Ops<Input>().Select(static input => input.Op)];
        return
        [
            .. Enumerable.Range(0, Math.Min(count, calibration.SampleCount)).Select(sample => TensorInterpreter.Run(
                prologue,
                module.Weights,
                inputs.ToDictionary(static input => input.Name, input => Shaped(calibration.Value(sample, input.Name), input)))),
        ];
    }

    /// <summary>A sample may carry the batch dimension of 1 that compilation removed.</summary>
    private static Tensor Shaped(Tensor value, Input input) =>
        value.Shape != input.Type.Shape && value.Shape.Count == input.Type.Shape.Count ? value.WithShape(input.Type.Shape) : value;
}
