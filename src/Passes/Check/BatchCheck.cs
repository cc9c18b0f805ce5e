using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>Finds a batch larger than 1: the first axis of a model's input that what the client sends still has, before tokens and features.</summary>
internal static class BatchCheck
{
    /// <summary>PSM2008 for the model's input that has the batch, or null.</summary>
    public static Diagnostic? Find(Module module)
    {
        Shape[] sent = [.. Inputs(module, ModuleKeys.Circuit).Select(static input => input.Type.Shape).Where(static shape => shape.Rank >= 3 && shape[0] > 1)];
        Input? batched = Inputs(module, ModuleKeys.Prologue).FirstOrDefault(
            input => input.Type.Shape.Rank >= 2 && sent.Any(shape => shape[0] == input.Type.Shape[0]));
        return batched is null
            ? null
            : Diagnostic.Of(DiagnosticKinds.BatchTooLarge, batched.Name, batched.Type.Shape, batched.Type.Shape[0]);
    }

    private static IEnumerable<Input> Inputs(Module module, string graph) => module.Find(graph)?.Ops<Input>().Select(static input => input.Op) ?? [];
}
