using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Bundles of one level, scale and degree, one after the other as one bundle. Nothing is computed.</summary>
/// <param name="Parts">At least one; a value may come several times.</param>
public sealed record CkksJoin(EquatableArray<ValueId> Parts) : CkksOp
{
    public override string Mnemonic => "ckks.join";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Join(x);

    public override EquatableArray<ValueId> Inputs => Parts;

    public override Op WithInputs(EquatableArray<ValueId> inputs) => new CkksJoin(inputs);

    public override IrType InferType(TypeContext context)
    {
        if (context.Count == 0)
        {
            throw new IrException("nothing is joined");
        }

        CiphertextType first = context.Operand<CiphertextType>(0);
        long count = 0;
        for (int operand = 0; operand < context.Count; operand++)
        {
            CiphertextType part = context.Operand<CiphertextType>(operand);
            count += part.Count;
            SlotForms.RequireSame(first.Form, part.Form);
            if (part.Level != first.Level || !part.Scale.Matches(first.Scale) || part.Degree != first.Degree)
            {
                throw new IrException(
                    $"operand {operand} is at level {part.Level}, scale {part.Scale}, degree {part.Degree}, operand 0 at level {first.Level}, scale {first.Scale}, degree {first.Degree}; match them first");
            }
        }

        return count <= Layout.LargestAddressCount
            ? first with { Count = (int)count }
            : throw new IrException($"a bundle of {count} ciphertexts has more than {Layout.LargestAddressCount} slots");
    }
}
