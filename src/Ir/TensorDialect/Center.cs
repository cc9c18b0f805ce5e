using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Gain * (x - mean(x)), the mean over the last axis: the linear half of a layer norm, free of trained parameters.</summary>
/// <remarks>The lowering never sees it: it is folded into a <see cref="Linear"/> or computed by the client.</remarks>
public sealed record Center(ValueId Input, double Gain = 1) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.center";

    public override EquatableArray<OpAttribute> Attributes =>
        CompositeAttributes.Of(Gain == 1 ? null : OpAttribute.Of("gain", Gain));

    public override IrType InferType(TypeContext context) => RowShape.AtLeast(context, 0, 1);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] x = inputs[0].Values;
        int width = RowShape.Width(type.Shape);
        double[] result = new double[x.Length];
        for (int start = 0; start < x.Length; start += width)
        {
            double sum = 0;
            for (int i = start; i < start + width; i++)
            {
                sum += x[i];
            }

            for (int i = start; i < start + width; i++)
            {
                result[i] = ElementRounding.Round(Gain * (x[i] - (sum / width)), type.Element);
            }
        }

        return new Tensor(type.Element, type.Shape, result);
    }
}
