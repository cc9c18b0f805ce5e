using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Runs a Ckks graph on slots in the clear: the polynomials and layouts of the circuit, without encryption and noise.</summary>
/// <remarks>Not safe for several threads: diagonals are found at the first run and kept.</remarks>
public sealed class CkksInterpreter
{
    private readonly Graph graph;
    private readonly WeightTable weights;
    private readonly Lazy<int> slots;
    private readonly Dictionary<Contraction, GeneralizedDiagonals> diagonals = new();

    /// <param name="graph">A graph of the Ckks dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    public CkksInterpreter(Graph graph, WeightTable weights)
    {
        this.graph = graph;
        this.weights = weights;
        slots = new Lazy<int>(() => CircuitSlots.CountOf(graph));
    }

    /// <summary>Told every operation with its operands before it is computed; the slots stay the interpreter's, those of a bundle one ciphertext after the other.</summary>
    public Action<Node, IReadOnlyList<double[]>>? Observe { get; set; }

    /// <summary>Outputs of the circuit as tensors, by name.</summary>
    /// <param name="inputs">The prologue's outputs by name.</param>
    /// <exception cref="IrException">An input is missing, or the graph has ops of another dialect.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        List<double[]> values = new(graph.Nodes.Count);
        foreach (Node node in graph.Nodes)
        {
            values.Add(node.Op is CkksInput input
                ? Packing.Pack(Find(inputs, input.Tensor), input.Layout)
                : Evaluate(node, node.Op.Inputs.Select(operand => values[operand.Index]).ToList()));
        }

        return graph.Ops<CkksOutput>().ToDictionary(
            static output => output.Op.Tensor,
            output => Packing.Unpack(values[output.Node.Id.Index], output.Op.Layout, output.Op.Shape));
    }

    private int SlotCount => slots.Value;

    private double[] Evaluate(Node node, IReadOnlyList<double[]> inputs)
    {
        Observe?.Invoke(node, inputs);
        return Compute(node, inputs);
    }

    private double[] Compute(Node node, IReadOnlyList<double[]> inputs) => node.Op switch
    {
        CkksAdd => Zip(inputs[0], inputs[1], static (x, y) => x + y),
        CkksMultiply => Zip(inputs[0], inputs[1], static (x, y) => x * y),
        CkksAddPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), static (x, y) => x + y),
        CkksMultiplyPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), static (x, y) => x * y),
        CkksAddScalar op => Array.ConvertAll(inputs[0], x => x + op.Value),
        CkksMultiplyScalar op => Array.ConvertAll(inputs[0], x => x * op.Value),
        CkksRotate op => Rotation.Left(inputs[0], op.Steps, SlotCount),
        CkksSumSlots op => Rotation.Sum(inputs[0], op.Steps, SlotCount),
        CkksMatrixProduct op => DiagonalsOf(op.Contraction).Apply(inputs[0], weights.Data(op.Weight)),
        CkksPolynomial op => Array.ConvertAll(inputs[0], op.Series.EvaluateUnit),
        CkksPart op => SlotBundle.Part(inputs[0], op.First, op.Taken, SlotCount),
        CkksJoin => SlotBundle.Join(inputs),
        CkksSum => SlotBundle.Sum(inputs[0], SlotCount, static (x, y) => x + y),
        CkksRelinearize or CkksRescale or CkksMatchLevel or CkksDropLevel or CkksBootstrap or CkksOutput => inputs[0],
        _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) is not an op of the Ckks dialect"),
    };

    private double[] Plain(string weight, Layout layout) => Packing.Pack(weights.Data(weight), layout);

    private static double[] Zip(double[] left, double[] right, Func<double, double, double> combine)
    {
        double[] result = new double[left.Length];
        for (int slot = 0; slot < result.Length; slot++)
        {
            result[slot] = combine(left[slot], right[slot]);
        }

        return result;
    }

    private GeneralizedDiagonals DiagonalsOf(Contraction contraction)
    {
        // Threads may interpret at once.
        lock (diagonals)
        {
            if (!diagonals.TryGetValue(contraction, out GeneralizedDiagonals? found))
            {
                diagonals[contraction] = found = GeneralizedDiagonals.Of(contraction);
            }

            return found;
        }
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> inputs, string name) =>
        inputs.TryGetValue(name, out Tensor? tensor) ? tensor : throw new IrException($"no value is given for the input '{name}'");
}
