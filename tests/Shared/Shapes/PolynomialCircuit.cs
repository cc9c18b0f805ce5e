using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>A circuit in normal form whose functions are interpolated on the values that one input gives: what a lowering takes, without a calibration.</summary>
internal static class PolynomialCircuit
{
    private const int Degree = 5;

    /// <param name="module">With a circuit in normal form.</param>
    /// <param name="inputs">Of the circuit.</param>
    public static Module Of(Module module, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Graph source = module.Find(ModuleKeys.Circuit)!;
        GraphBuilder builder = new(source.Name, module.Weights);
        List<Tensor> values = [];
        foreach (Node node in source.Nodes)
        {
            TensorOp op = (TensorOp)node.Op;
            Tensor[] operands = [.. op.Inputs.Select(input => values[input.Index])];
            op = WithPolynomial(op, operands);
            builder.Add(op, node.Name);
            values.Add(op is Input input ? inputs[input.Name] : op.Evaluate(operands, (TensorType)node.Type, module.Weights));
        }

        source.Outputs.ToList().ForEach(output => builder.Output(output.Name, output.Value));
        return module.With(builder.Build(), module.Weights);
    }

    private static TensorOp WithPolynomial(TensorOp op, Tensor[] operands) => op switch
    {
        Ir.TensorDialect.Normalize { InverseRoot: null } normalize => normalize with { InverseRoot = Series(normalize.Function, normalize.Arguments(operands)) },
        Gelu or Silu or Relu or Sigmoid or Tanh or Erf or Exp or Sqrt or Reciprocal or Abs => new Polynomial(op.Inputs[0], Series(((ElementwiseOp)op).Apply, operands[0].Values)),
        _ => op,
    };

    /// <summary>Interpolation in Chebyshev's points.</summary>
    private static ChebyshevSeries Series(Func<double, double> function, double[] arguments)
    {
        double low = arguments.Min();
        double high = arguments.Max();
        double radius = Math.Max((high - low) / 2, 0.01 * Math.Max(1, Math.Abs(high)));
        Interval interval = new(((low + high) / 2) - radius, ((low + high) / 2) + radius);
        double[] angles = [.. Enumerable.Range(0, Degree + 1).Select(static point => Math.PI * (point + 0.5) / (Degree + 1))];
        double[] values = [.. angles.Select(angle => function(interval.FromUnit(Math.Cos(angle))))];
        double[] coefficients = [.. Enumerable.Range(0, Degree + 1).Select(k => angles.Select((angle, i) => values[i] * Math.Cos(k * angle)).Sum() * (k == 0 ? 1 : 2) / (Degree + 1))];
        return new ChebyshevSeries(interval, coefficients);
    }
}
