using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Keeps the upper or lower triangle of each matrix (the last two axes) and puts zeros elsewhere.</summary>
/// <param name="Input">A tensor of rank 2 or more.</param>
/// <param name="Upper">Keep the upper triangle, else the lower.</param>
/// <param name="Diagonal">The triangle's border: 0 is the main diagonal, positive numbers lie above it.</param>
public sealed record Trilu(ValueId Input, bool Upper, int Diagonal) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.trilu";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("upper", Upper), OpAttribute.Of("diagonal", Diagonal));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        return type.Shape.Rank >= 2 ? type : throw new IrException($"a tensor of shape {type.Shape} has no triangle");
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] values = (double[])inputs[0].Values.Clone();
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % type.Shape[-1];
            int row = i / type.Shape[-1] % type.Shape[-2];
            long above = (long)column - row - Diagonal;
            if (Upper ? above < 0 : above > 0)
            {
                values[i] = 0;
            }
        }

        return new Tensor(type.Element, type.Shape, values);
    }
}
