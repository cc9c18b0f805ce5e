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

    /// <param name="circuit">The compiled model.</param>
    /// <param name="observe">Told every operation with its operands, slot by slot; null for nobody.</param>
    public ClearModel(Circuit circuit, Action<Node, IReadOnlyList<double[]>>? observe = null)
    {
        module = circuit.Module;
        interpreter = new CkksInterpreter(circuit.Graph, circuit.Module.Weights) { Observe = observe };
    }

    /// <summary>The model's outputs by name.</summary>
    /// <param name="inputs">The model's inputs by name.</param>
    /// <exception cref="IrException">An input is missing or has another shape.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs) =>
        RunGraph(ModuleKeys.Epilogue, interpreter.Run(RunGraph(ModuleKeys.Prologue, inputs)));

    private IReadOnlyDictionary<string, Tensor> RunGraph(string name, IReadOnlyDictionary<string, Tensor> inputs) =>
        module.Find(name) is Graph graph ? TensorInterpreter.Run(graph, module.Weights, inputs) : inputs;
}
