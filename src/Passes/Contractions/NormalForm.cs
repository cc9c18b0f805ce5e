using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>What a circuit in normal form is made of: the ops that a lowering by contractions has to take, and no others.</summary>
public static class NormalForm
{
    private static readonly HashSet<Type> Ops =
    [
        // Values from outside and constants.
        typeof(Input), typeof(Constant),

        // Linear in what is encrypted.
        typeof(Linear), typeof(Add), typeof(Subtract), typeof(Negate), typeof(ReduceSum), typeof(ReduceMean),

        // Products: of two encrypted values, or with a plaintext.
        typeof(Multiply), typeof(Contract),

        // Functions of one variable.
        typeof(Gelu), typeof(Silu), typeof(Relu), typeof(Sigmoid), typeof(Tanh), typeof(Erf), typeof(Exp), typeof(Sqrt), typeof(Reciprocal), typeof(Abs),
        typeof(Polynomial), typeof(Ir.TensorDialect.Normalize), typeof(Center),

        // Index maps: names of dimensions, and choices of tokens.
        typeof(Reshape), typeof(Transpose), typeof(Slice), typeof(Concat),
    ];

    /// <summary>Nodes of the circuit that are none of these.</summary>
    public static IEnumerable<Node> Others(Graph circuit) => circuit.Nodes.Where(static node => !Ops.Contains(node.Op.GetType()));
}
