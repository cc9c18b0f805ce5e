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

    /// <summary>What the circuit takes of several inputs, of each what <see cref="Begin"/> gives; the last one fills what is left of a batch.</summary>
    public IReadOnlyDictionary<string, Tensor> Together(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> tensors) => circuit.Batch == 1
        ? tensors[0]
        : TensorBatch.Stack(tensors, circuit.Batch);

    /// <summary>The model's outputs from the decrypted tensors, for each of the first inputs of the batch.</summary>
    /// <param name="outputs">Of the circuit.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> End(IReadOnlyDictionary<string, Tensor> outputs, int count) =>
        [.. Enumerable.Range(0, count).Select(index => End(circuit.Batch == 1 ? outputs : TensorBatch.At(outputs, index)))];

    /// <exception cref="ArgumentException">An evaluation does not take so many inputs.</exception>
    public void RequireCount(int count)
    {
        if (count < 1 || count > circuit.Batch)
        {
            throw new ArgumentException(circuit.Batch == 1
                ? $"the circuit '{circuit.Name}' takes one input, {count} are asked for; compile it with --batch {Math.Max(count, 2)}"
                : $"the circuit '{circuit.Name}' takes 1 to {circuit.Batch} inputs at once, {count} are asked for");
        }
    }

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

    private IReadOnlyDictionary<string, Tensor> End(IReadOnlyDictionary<string, Tensor> outputs) => epilogue is null ? outputs : Run(epilogue, outputs);

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
