using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Tensors one after the other along an axis.</summary>
public sealed record Concat(EquatableArray<ValueId> Operands, int Axis) : TensorOp
{
    public override string Mnemonic => "tensor.concat";

    public override bool TakesStrings => true;

    public override EquatableArray<ValueId> Inputs => Operands;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("axis", Axis));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Operands = inputs };

    public override IrType InferType(TypeContext context)
    {
        if (context.Count == 0)
        {
            throw new IrException("at least one operand is needed");
        }

        TensorType first = context.Operand<TensorType>(0);
        int axis = Axes.Normalize(Axis, first.Shape.Rank);
        long size = 0;
        for (int operand = 0; operand < context.Count; operand++)
        {
            TensorType type = context.Operand<TensorType>(operand);
            if (type.Element != first.Element || !SameBeside(type.Shape, first.Shape, axis))
            {
                throw new IrException($"{type.ToText()} does not continue {first.ToText()} along axis {axis}");
            }

            size += type.Shape[axis];
        }

        return size <= int.MaxValue
            ? new TensorType(first.Element, new Shape(first.Shape.Dimensions.SetItem(axis, (int)size)))
            : throw new IrException($"the operands together have {size} entries along axis {axis}");
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        int axis = Axes.Normalize(Axis, type.Shape.Rank);
        if (type.Element == ElementType.String)
        {
            string[] strings = new string[type.Shape.Count];
            CopyRuns(inputs.Select(static input => (Array)input.Strings!).ToList(), inputs, axis, strings);
            return new Tensor(type.Shape, strings);
        }

        double[] values = new double[type.Shape.Count];
        CopyRuns(inputs.Select(static input => (Array)input.Values).ToList(), inputs, axis, values);
        return new Tensor(type.Element, type.Shape, values);
    }

    private static void CopyRuns(List<Array> sources, IReadOnlyList<Tensor> inputs, int axis, Array target)
    {
        int outer = inputs[0].Shape.Dimensions.Take(axis).Aggregate(1, static (product, size) => product * size);
        int position = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (Array source in sources)
            {
                int run = source.Length / outer;
                Array.Copy(source, o * run, target, position, run);
                position += run;
            }
        }
    }

    private static bool SameBeside(Shape shape, Shape first, int axis) =>
        shape.Rank == first.Rank && Enumerable.Range(0, shape.Rank).All(other => other == axis || shape[other] == first[other]);
}
