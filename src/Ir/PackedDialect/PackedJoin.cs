using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Bundles one after the other as one bundle. Costs nothing, also where a value comes several times.</summary>
/// <param name="Parts">At least one.</param>
/// <param name="Result">Layout of the result, with the ciphertexts of all; <see cref="LayoutParts.Joined"/> derives one.</param>
public sealed record PackedJoin(EquatableArray<ValueId> Parts, Layout Result) : PackedOp
{
    public override string Mnemonic => "packed.join";

    public override EquatableArray<ValueId> Inputs => Parts;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(LayoutAttribute.Of("layout", Result));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Parts = inputs };

    public override IrType InferType(TypeContext context)
    {
        List<PackedType> types = Enumerable.Range(0, context.Count).Select(context.Operand<PackedType>).ToList();
        List<Layout> parts = types.Select(static type => type.Layout).ToList();
        types.ForEach(type => SlotForms.RequireSame(types[0].Form, type.Form));
        int count = parts.Sum(static part => part.CiphertextCount);
        return parts.Count > 0 && count == Result.CiphertextCount && parts.All(part => part.SlotCount == Result.SlotCount)
            ? new PackedType(Result, types[0].Form)
            : throw new IrException($"{count} ciphertexts are joined, the result's layout has {Result.CiphertextCount} of {Result.SlotCount} slots");
    }

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Join(x);
}
