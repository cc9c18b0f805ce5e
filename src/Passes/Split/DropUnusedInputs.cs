using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Split;

/// <summary>Lets the client send nothing that the circuit does not use: an input that only its centered form stands for.</summary>
/// <remarks>Inputs of the model stay as they are: only what the client computes of them and sends is left out. Where the circuit uses none, all stay.</remarks>
public sealed class DropUnusedInputs : IPass
{
    public string Name => "drop-unused-inputs";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit || module.Find(ModuleKeys.Prologue) is not { } prologue)
        {
            return module;
        }

        Graph fewer = DeadCode.Remove(circuit, module.Weights, keepsInputs: false);
        HashSet<string> used = [.. fewer.Ops<Input>().Select(static input => input.Op.Name)];
        if (used.Count == 0 || used.Count == circuit.Ops<Input>().Count())
        {
            return module;
        }

        Graph sent = prologue with { Outputs = prologue.Outputs.Where(output => used.Contains(output.Name)).ToEquatableArray() };
        return UsedWeights.Keep(module.With(fewer, module.Weights).With(DeadCode.Remove(sent, module.Weights), module.Weights));
    }
}
