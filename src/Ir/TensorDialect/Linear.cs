using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>x W + b on the last axis: x [.., k], weight [k, m], optional bias [m], result [.., m].</summary>
public sealed record Linear(ValueId Input, string Weight, string? Bias) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.linear";

    public override EquatableArray<OpAttribute> Attributes => CompositeAttributes.Of(
        OpAttribute.Of("weight", Weight), Bias is null ? null : OpAttribute.Of("bias", Bias));

    public override IrType InferType(TypeContext context)
    {
        TensorType input = RowShape.AtLeast(context, 0, 1);
        Shape weight = context.Weights[Weight].Type.Shape;
        if (weight.Rank != 2 || weight[0] != input.Shape[-1])
        {
            throw new IrException($"weight '{Weight}' is {weight}; the operand {input.Shape} needs {input.Shape[-1]} rows");
        }

        if (Bias is not null && context.Weights[Bias].Type.Shape != Shape.Of(weight[1]))
        {
            throw new IrException($"bias '{Bias}' is {context.Weights[Bias].Type.Shape}; {weight[1]} elements are needed");
        }

        return input with { Shape = Shape.From(input.Shape.Dimensions.Take(input.Shape.Rank - 1).Append(weight[1])) };
    }

    public override long Work(IReadOnlyList<TensorType> operands, TensorType type) =>
        base.Work(operands, type) + (type.Shape.Count * operands[0].Shape[-1]);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] x = inputs[0].Values;
        Tensor weight = weights.Data(Weight);
        double[]? bias = Bias is null ? null : weights.Data(Bias).Values;
        int k = weight.Shape[0];
        int m = weight.Shape[1];
        double[] result = new double[type.Shape.Count];
        for (int row = 0; row * m < result.Length; row++)
        {
            AddRow(x, row * k, weight.Values, k, result, row * m, m);
            for (int column = 0; column < m; column++)
            {
                double value = result[(row * m) + column] + (bias is null ? 0 : bias[column]);
                result[(row * m) + column] = ElementRounding.Round(value, type.Element);
            }
        }

        return new Tensor(type.Element, type.Shape, result);
    }

    private static void AddRow(double[] x, int xStart, double[] weight, int k, double[] result, int start, int m)
    {
        for (int i = 0; i < k; i++)
        {
            double factor = x[xStart + i];
            for (int column = 0; column < m; column++)
            {
                result[start + column] += factor * weight[(i * m) + column];
            }
        }
    }
}
