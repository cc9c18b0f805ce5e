using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Client;

/// <summary>The two ends of a model that the client runs in the clear: before encryption and after decryption.</summary>
internal sealed class ClientModel
{
    private readonly Circuit circuit;
    private readonly Graph? prologue;
    private readonly Graph? epilogue;

    public ClientModel(Circuit circuit)
    {
        this.circuit = circuit;
        prologue = circuit.Module.Find(ModuleKeys.Prologue);
        epilogue = circuit.Module.Find(ModuleKeys.Epilogue);
    }

    /// <summary>Tensors to be encrypted, by name. A circuit without a prologue takes its tensors directly.</summary>
    public IReadOnlyDictionary<string, Tensor> Begin(IReadOnlyDictionary<string, Tensor> inputs) => prologue is null ? inputs : Run(prologue, inputs);

    /// <summary>The model's outputs from the decrypted tensors.</summary>
    public IReadOnlyDictionary<string, Tensor> End(IReadOnlyDictionary<string, Tensor> outputs) => epilogue is null ? outputs : Run(epilogue, outputs);

    /// <summary>Values of the only input as a tensor of its shape.</summary>
    public IReadOnlyDictionary<string, Tensor> SingleInput(double[] values)
    {
        List<Input> inputs = [.. prologue?.Ops<Input>().Select(static entry => entry.Op) ?? []];
        if (inputs.Count != 1)
        {
            throw new ArgumentException($"the model '{circuit.Name}' takes {inputs.Count} inputs ({string.Join(", ", inputs.Select(static input => input.Name))}); give them by name");
        }

        Input only = inputs[0];
        if (values.Length != only.Type.Shape.Count)
        {
            string advice = values.Length > only.Type.Shape.Count ? "Shorten the input" : "Pad the input as the model was trained";
            throw new ArgumentException(
                $"the model's input '{only.Name}' has {only.Type.Shape.Count} values (shape {only.Type.Shape}), {values.Length} are given. {advice}.");
        }

        return new Dictionary<string, Tensor> { [only.Name] = new Tensor(only.Type.Element, only.Type.Shape, values) };
    }

    private IReadOnlyDictionary<string, Tensor> Run(Graph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        try
        {
            return TensorInterpreter.Run(graph, circuit.Module.Weights, inputs);
        }
        catch (IrException error)
        {
            throw new ArgumentException($"graph '{graph.Name}': {error.Message}", error);
        }
    }
}
