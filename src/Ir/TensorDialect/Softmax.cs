using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>e^x / sum of e^x along one axis.</summary>
public sealed record Softmax(ValueId Input, int Axis) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.softmax";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("axis", Axis));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        Axes.Normalize(Axis, type.Shape.Rank);
        return type;
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] result = (double[])inputs[0].Values.Clone();
        int axis = Axes.Normalize(Axis, type.Shape.Rank);
        int size = type.Shape[axis];
        int stride = type.Shape.Strides()[axis];
        for (int start = 0; start < result.Length; start++)
        {
            if (start / stride % size == 0)
            {
                NormalizeLine(result, start, size, stride);
            }
        }

        ElementRounding.RoundInPlace(result, type.Element);
        return new Tensor(type.Element, type.Shape, result);
    }

    // Subtracting the largest element changes nothing but keeps e^x finite.
    private static void NormalizeLine(double[] values, int start, int size, int stride)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < size; i++)
        {
            largest = Math.Max(largest, values[start + (i * stride)]);
        }

        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            double e = Math.Exp(values[start + (i * stride)] - largest);
            values[start + (i * stride)] = e;
            sum += e;
        }

        for (int i = 0; i < size; i++)
        {
            values[start + (i * stride)] /= sum;
        }
    }
}
