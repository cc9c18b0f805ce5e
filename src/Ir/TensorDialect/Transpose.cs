using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Permutes axes: result axis i is the input's axis <c>Permutation[i]</c>.</summary>
public sealed record Transpose(ValueId Input, EquatableArray<int> Permutation) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.transpose";

    public override bool TakesStrings => true;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("permutation", Permutation));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        if (!Permutation.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, type.Shape.Rank)))
        {
            throw new IrException($"[{string.Join(", ", Permutation)}] is not a permutation of {type.Shape.Rank} axes");
        }

        return new TensorType(type.Element, Shape.From(Permutation.Select(axis => type.Shape[axis])));
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        int[] strides = inputs[0].Shape.Strides();
        int[] steps = Permutation.Select(axis => strides[axis]).ToArray();
        return TensorElements.Take(inputs[0], type.Shape, StridedIndices.Of(type.Shape, steps, 0));
    }

    internal static Transpose Read(OpArguments arguments) => new(arguments.Input(0), arguments.Int32s("permutation"));
}
