using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A module that is split: the client's first part, the circuit and the client's last part, one after the other in the clear.</summary>
internal static class ThreeParts
{
    /// <summary>The model's outputs by name.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(Module module, IReadOnlyDictionary<string, Tensor> inputs)
    {
        IReadOnlyDictionary<string, Tensor> sent = TensorInterpreter.Run(module.Find(ModuleKeys.Prologue)!, module.Weights, inputs);
        IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, sent);
        Dictionary<string, Tensor> known = new(sent);
        foreach ((string name, Tensor value) in answers)
        {
            known[name] = value;
        }

        return TensorInterpreter.Run(module.Find(ModuleKeys.Epilogue)!, module.Weights, known);
    }
}
