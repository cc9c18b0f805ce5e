using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A slotwise op of two operands.</summary>
public abstract record BinaryPackedOp(ValueId Left, ValueId Right, Layout? Result) : PackedOp
{
    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override EquatableArray<OpAttribute> Attributes => LayoutAttribute.Optional("layout", Result);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    public override IrType InferType(TypeContext context)
    {
        PackedType first = context.Operand<PackedType>(0);
        PackedType second = context.Operand<PackedType>(1);
        (Layout left, Layout right) = (first.Layout, second.Layout);
        Layout result = Result ?? left;
        if (left.SlotCount != right.SlotCount || result.SlotCount != left.SlotCount)
        {
            throw new IrException($"operands have {left.SlotCount} and {right.SlotCount} slots, the result {result.SlotCount}");
        }

        PackedType type = new(result, Form(first.Form, second.Form));
        return first.Count == second.Count && type.Count == first.Count
            ? type
            : throw new IrException($"operands are bundles of {first.Count} and {second.Count} ciphertexts, the result one of {type.Count}");
    }

    /// <summary>Form of the result's slots.</summary>
    /// <exception cref="IrException">The op does not take such slots.</exception>
    protected abstract SlotForm Form(SlotForm left, SlotForm right);
}
