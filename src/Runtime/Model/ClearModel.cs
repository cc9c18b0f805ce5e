using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax;

/// <summary>A compiled model without encryption: the same polynomials in the same slots, as doubles. What an encrypted answer is compared with. Thread-safe.</summary>
public sealed class ClearModel
{
    private readonly Module module;
    private readonly CkksInterpreter interpreter;
    private readonly int batch;

    /// <param name="circuit">The compiled model.</param>
    /// <param name="observe">Told every operation with its operands, slot by slot; null for nobody.</param>
    public ClearModel(Circuit circuit, Action<Node, IReadOnlyList<double[]>>? observe = null)
    {
        module = circuit.Module;
        batch = circuit.Batch;
        interpreter = new CkksInterpreter(circuit.Graph, circuit.Module.Weights) { Observe = observe };
    }

    /// <summary>The model's outputs by name.</summary>
    /// <param name="inputs">The model's inputs by name.</param>
    /// <exception cref="IrException">An input is missing or has another shape.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) => RunBatch([inputs])[0];

    /// <summary>The model's outputs by name for several inputs, as one evaluation gives them.</summary>
    /// <param name="inputs">The model's inputs by name: one to <see cref="Circuit.Batch"/> of them.</param>
    /// <exception cref="IrException">An input is missing or has another shape.</exception>
    /// <exception cref="ArgumentException">There are none or too many.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> RunBatch(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> inputs)
    {
        if (inputs.Count < 1 || inputs.Count > batch)
        {
            throw new ArgumentException($"the circuit takes 1 to {batch} inputs at once, {inputs.Count} are given", nameof(inputs));
        }

        IReadOnlyDictionary<string, Tensor>[] begun = [.. inputs.Select(input => RunGraph(ModuleKeys.Prologue, input))];
        if (batch == 1)
        {
            return [RunGraph(ModuleKeys.Epilogue, interpreter.Run(begun[0]))];
        }

        IReadOnlyDictionary<string, Tensor> outputs = interpreter.Run(TensorBatch.Stack(begun, batch));
        return [.. begun.Select((_, index) => RunGraph(ModuleKeys.Epilogue, TensorBatch.At(outputs, index)))];
    }

    private IReadOnlyDictionary<string, Tensor> RunGraph(string name, IReadOnlyDictionary<string, Tensor> inputs) =>
        module.Find(name) is Graph graph ? TensorInterpreter.Run(graph, module.Weights, inputs) : inputs;
}
