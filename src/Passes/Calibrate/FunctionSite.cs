using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>A node of a circuit with a non-polynomial function of one variable in it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Function">The function.</param>
/// <param name="ErrorKind">The error that counts there: a quotient's is relative, an activation's absolute.</param>
public sealed record FunctionSite(Node Node, ScalarFunction Function, ErrorKind ErrorKind)
{
    /// <summary>The functions of a graph that have no series yet, in order.</summary>
    public static IReadOnlyList<FunctionSite> Of(Graph graph) => [.. graph.Nodes.Select(Of).OfType<FunctionSite>()];

    /// <summary>The node's function, or null where it has none left.</summary>
    public static FunctionSite? Of(Node node) => node.Op switch
    {
        Ir.TensorDialect.Normalize { Series: null } => new FunctionSite(node, ScalarFunctions.InverseSquareRoot, ErrorKind.Relative),
        Reciprocal => new FunctionSite(node, ScalarFunctions.Reciprocal, ErrorKind.Relative),
        Gelu gelu => new FunctionSite(node, gelu.Tanh ? ScalarFunctions.GeluTanh : ScalarFunctions.GeluErf, ErrorKind.Absolute),
        Silu => new FunctionSite(node, ScalarFunctions.Silu, ErrorKind.Absolute),
        Sigmoid => new FunctionSite(node, ScalarFunctions.Sigmoid, ErrorKind.Absolute),
        Tanh => new FunctionSite(node, ScalarFunctions.Tanh, ErrorKind.Absolute),
        Erf => new FunctionSite(node, ScalarFunctions.Erf, ErrorKind.Absolute),
        _ => null,
    };

    /// <summary>Every argument the function gets for these operands of the node.</summary>
    public double[] Arguments(IReadOnlyList<Tensor> operands) =>
        Node.Op is INonPolynomial composite ? composite.Arguments(operands) : operands[0].Values;

    /// <summary>The node's value with another function in place of its own.</summary>
    public Tensor EvaluateWith(Func<double, double> function, IReadOnlyList<Tensor> operands)
    {
        TensorType type = (TensorType)Node.Type;
        return Node.Op is INonPolynomial composite
            ? composite.EvaluateWith(function, operands, type)
            : new Tensor(type.Element, type.Shape, Array.ConvertAll(operands[0].Values, x => function(x)));
    }

    /// <summary>The node's op with a series in place of the function.</summary>
    public Op WithSeries(ChebyshevSeries series) =>
        Node.Op is INonPolynomial composite ? composite.WithSeries(series) : new Polynomial(((ElementwiseOp)Node.Op).Input, series);
}
