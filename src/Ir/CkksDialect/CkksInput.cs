using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>A bundle of ciphertexts the client sends: a tensor packed by a layout, encoded and encrypted at this level and scale.</summary>
public sealed record CkksInput(string Tensor, Layout Layout, Level Level, Scale Scale) : CkksOp
{
    public override string Mnemonic => "ckks.input";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Input(Tensor, Layout);

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Empty;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("tensor", Tensor),
        OpAttribute.Of("layout", LayoutText.Write(Layout)),
        OpAttribute.Of("level", Level.Value),
        OpAttribute.Of("scale", Scale.Value));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this;

    public override IrType InferType(TypeContext context) => new CiphertextType(Level, Scale, 1, Layout.CiphertextCount);
}
