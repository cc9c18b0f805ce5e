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
        int rows = m == 0 ? 0 : result.Length / m;
        MatrixKernel.Multiply(new MatrixView(x, 0, rows, k), new MatrixView(weight.Values, 0, k, m), new MatrixView(result, 0, rows, m));
        if (bias is not null)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < m; column++)
                {
                    result[(row * m) + column] += bias[column];
                }
            }
        }

        ElementRounding.RoundInPlace(result, type.Element);
        return new Tensor(type.Element, type.Shape, result);
    }
}
