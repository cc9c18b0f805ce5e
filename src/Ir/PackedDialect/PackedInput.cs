using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A tensor the client packs by this layout. The same tensor may be asked for in several layouts.</summary>
/// <param name="Tensor">Name of the prologue's output.</param>
/// <param name="Layout">How it lies in the slots.</param>
public sealed record PackedInput(string Tensor, Layout Layout) : PackedOp
{
    public override string Mnemonic => "packed.input";

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Empty;

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("tensor", Tensor), LayoutAttribute.Of("layout", Layout));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this;

    public override IrType InferType(TypeContext context) => new PackedType(Layout);

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Input(Tensor, Layout);
}
