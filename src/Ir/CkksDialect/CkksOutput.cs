using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>A bundle of ciphertexts the client decrypts, and how to read a tensor from its slots.</summary>
public sealed record CkksOutput(ValueId Input, string Tensor, Layout Layout, Shape Shape) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.output";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("tensor", Tensor),
        OpAttribute.Of("layout", LayoutText.Write(Layout)),
        OpAttribute.Of("shape", Shape.Dimensions.Select(static size => (long)size).ToEquatableArray()));

    protected override int Count(CiphertextType operand)
    {
        CheckPlain(Layout, operand.Count);
        return operand.Count;
    }

    protected override CiphertextType Apply(CiphertextType input) => input;
}
