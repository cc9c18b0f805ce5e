using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Rows that are already centered, divided by their deviation: x f(mean(x^2) + Epsilon), f(v) = 1/sqrt(v), mean over the last axis.</summary>
/// <remarks>
/// With <see cref="InverseRoot"/> that series takes the place of f. In normalized form (<see cref="Normalized"/>) its argument
/// is u = Gain sum(x^2) + Shift on [-1, 1]: the affine map of the interval and the 1/width sit in the weights that produce x, or in the gain
/// where several norms of different intervals look at the same x.
/// </remarks>
public sealed record Normalize(ValueId Input, double Epsilon, ChebyshevSeries? InverseRoot = null, bool Normalized = false, double Shift = 0)
    : UnaryOp(Input), INonPolynomial
{
    /// <summary>Factor of the sum of squares in normalized form.</summary>
    public double Gain { get; init; } = 1;

    public override string Mnemonic => "tensor.normalize";

    public override EquatableArray<OpAttribute> Attributes => CompositeAttributes.Of(
        OpAttribute.Of("epsilon", Epsilon),
        CompositeAttributes.Series("inverse_root", InverseRoot),
        CompositeAttributes.Flag("normalized", Normalized),
        Normalized ? OpAttribute.Of("shift", Shift) : null,
        Normalized && Gain != 1 ? OpAttribute.Of("gain", Gain) : null);

    public string FunctionName => "1/sqrt(x)";

    public ChebyshevSeries? Series => InverseRoot;

    public override IrType InferType(TypeContext context) => RowShape.AtLeast(context, 0, 1);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) =>
        EvaluateWith(InverseRoot is null ? Function : InverseRoot.Evaluate, inputs, type);

    public double Function(double argument) => 1 / Math.Sqrt(argument);

    public double[] Arguments(IReadOnlyList<Tensor> inputs)
    {
        double[] x = inputs[0].Values;
        int width = RowShape.Width(inputs[0].Shape);
        return Enumerable.Range(0, RowShape.Rows(inputs[0].Shape)).Select(row => Argument(x, row * width, width)).ToArray();
    }

    public Tensor EvaluateWith(Func<double, double> function, IReadOnlyList<Tensor> inputs, TensorType type)
    {
        double[] x = inputs[0].Values;
        int width = RowShape.Width(type.Shape);
        double[] result = new double[x.Length];
        for (int start = 0; start < x.Length; start += width)
        {
            double factor = function(Argument(x, start, width));
            for (int i = start; i < start + width; i++)
            {
                result[i] = ElementRounding.Round(x[i] * factor, type.Element);
            }
        }

        return new Tensor(type.Element, type.Shape, result);
    }

    public Op WithSeries(ChebyshevSeries series) => this with { InverseRoot = series };

    internal static Normalize Read(OpArguments arguments) => new(
        arguments.Input(0),
        arguments.Real("epsilon"),
        CompositeAttributes.Series(arguments, "inverse_root"),
        arguments.Flag("normalized"),
        arguments.Real("shift", 0))
    {
        Gain = arguments.Real("gain", 1),
    };

    private double Argument(double[] x, int start, int width)
    {
        double sum = 0;
        for (int i = start; i < start + width; i++)
        {
            sum += x[i] * x[i];
        }

        return Normalized ? (Gain * sum) + Shift : (sum / width) + Epsilon;
    }
}
