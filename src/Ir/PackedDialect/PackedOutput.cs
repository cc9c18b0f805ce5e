using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A bundle the client receives, and how to read a tensor from its slots.</summary>
public sealed record PackedOutput(ValueId Input, string Tensor, Layout Layout, Shape Shape) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.output";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("tensor", Tensor),
        OpAttribute.Of("layout", LayoutText.Write(Layout)),
        OpAttribute.Of("shape", Shape.Dimensions.Select(static size => (long)size).ToEquatableArray()));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    protected override void CheckBundle(Layout operand, Layout result) => CheckSame(operand, Layout, "the output's layout");
}
