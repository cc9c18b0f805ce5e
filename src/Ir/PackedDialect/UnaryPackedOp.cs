using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>An op of one slot vector; keeps the layout unless it says another.</summary>
public abstract record UnaryPackedOp(ValueId Input) : PackedOp
{
    /// <summary>Layout of the result; null: that of the operand.</summary>
    public virtual Layout? ResultLayout => null;

    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Input);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Input = inputs[0] };

    public sealed override IrType InferType(TypeContext context)
    {
        Layout input = context.Operand<PackedType>(0).Layout;
        Layout result = ResultLayout ?? input;
        return result.SlotCount == input.SlotCount
            ? new PackedType(result)
            : throw new IrException($"the operand has {input.SlotCount} slots, the result's layout {result.SlotCount}");
    }
}
