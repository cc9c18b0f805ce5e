using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Picks entries along an axis by integer indices; the indices' shape takes the axis's place.</summary>
/// <param name="Data">Where entries are taken from; an embedding table, for instance.</param>
/// <param name="Indices">Integers; negative ones count from the end of the axis.</param>
/// <param name="Axis">The axis that is indexed.</param>
public sealed record Gather(ValueId Data, ValueId Indices, int Axis) : TensorOp
{
    public override string Mnemonic => "tensor.gather";

    public override bool TakesStrings => true;

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Data, Indices);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("axis", Axis));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Data = inputs[0], Indices = inputs[1] };

    public override IrType InferType(TypeContext context)
    {
        TensorType data = context.Operand<TensorType>(0);
        Shape indices = context.Operand<TensorType>(1).Shape;
        int axis = Axes.Normalize(Axis, data.Shape.Rank);
        EquatableArray<int> sizes = data.Shape.Dimensions;
        return new TensorType(data.Element, Shape.From(sizes.Take(axis).Concat(indices.Dimensions).Concat(sizes.Skip(axis + 1))));
    }

    /// <exception cref="IrException">An index lies outside the axis.</exception>
    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        Shape data = inputs[0].Shape;
        int axis = Axes.Normalize(Axis, data.Rank);
        int size = data[axis];
        int inner = data.Strides()[axis];
        long[] picks = inputs[1].ToInt64();
        int[] map = new int[type.Shape.Count];
        for (int i = 0; i < map.Length; i++)
        {
            int outer = i / inner / picks.Length;
            long pick = picks[i / inner % picks.Length];
            if (pick < -size || pick >= size)
            {
                throw new IrException($"index {pick} lies outside axis {axis} of size {size}");
            }

            map[i] = (((outer * size) + (int)(pick < 0 ? pick + size : pick)) * inner) + (i % inner);
        }

        return TensorElements.Take(inputs[0], type.Shape, map);
    }
}
