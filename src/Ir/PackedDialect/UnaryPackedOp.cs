using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>An op of one bundle; keeps the layout unless it says another.</summary>
public abstract record UnaryPackedOp(ValueId Input) : PackedOp
{
    /// <summary>Layout of the result; null: that of the operand.</summary>
    public virtual Layout? ResultLayout => null;

    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Input);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Input = inputs[0] };

    public sealed override IrType InferType(TypeContext context)
    {
        PackedType operand = context.Operand<PackedType>(0);
        Layout input = operand.Layout;
        Layout result = ResultLayout ?? input;
        if (result.SlotCount != input.SlotCount)
        {
            throw new IrException($"the operand has {input.SlotCount} slots, the result's layout {result.SlotCount}");
        }

        CheckBundle(input, result);
        return new PackedType(result, Form(operand.Form));
    }

    /// <summary>Form of the result's slots; most ops take real ones alone.</summary>
    /// <exception cref="IrException">The op does not take such slots.</exception>
    protected virtual SlotForm Form(SlotForm operand)
    {
        operand.RequireReal();
        return operand;
    }

    /// <summary>Whether the numbers of ciphertexts fit; most ops act on each ciphertext of a bundle.</summary>
    /// <exception cref="IrException">They do not.</exception>
    protected virtual void CheckBundle(Layout operand, Layout result) => CheckSame(operand, result, "the result's layout");

    /// <summary>Refuses a layout of another number of slots or ciphertexts.</summary>
    protected static void CheckSame(Layout operand, Layout other, string what)
    {
        if (other.CiphertextCount != operand.CiphertextCount || other.SlotCount != operand.SlotCount)
        {
            throw new IrException($"the operand has {operand.CiphertextCount} x {operand.SlotCount} slots, {what} {other.CiphertextCount} x {other.SlotCount}");
        }
    }
}
