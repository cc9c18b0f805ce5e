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
        Layout left = context.Operand<PackedType>(0).Layout;
        Layout right = context.Operand<PackedType>(1).Layout;
        Layout result = Result ?? left;
        if (left.SlotCount != right.SlotCount || result.SlotCount != left.SlotCount)
        {
            throw new IrException($"operands have {left.SlotCount} and {right.SlotCount} slots, the result {result.SlotCount}");
        }

        return left.CiphertextCount == right.CiphertextCount && result.CiphertextCount == left.CiphertextCount
            ? new PackedType(result)
            : throw new IrException($"operands are bundles of {left.CiphertextCount} and {right.CiphertextCount} ciphertexts, the result one of {result.CiphertextCount}");
    }
}
