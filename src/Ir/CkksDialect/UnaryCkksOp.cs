using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>An op of one bundle.</summary>
public abstract record UnaryCkksOp(ValueId Input) : CkksOp
{
    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Input);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Input = inputs[0] };

    public sealed override IrType InferType(TypeContext context)
    {
        CiphertextType input = AcceptsDegreeTwo ? context.Operand<CiphertextType>(0) : Linear(context, 0);
        SlotForm form = Form(input.Form);
        CiphertextType result = Apply(input) with { Count = Count(input), Form = form };
        return result.Level.Value >= 0 ? result : throw new IrException($"the result would be at level {result.Level}; {-result.Level.Value} levels are missing");
    }

    /// <summary>Whether the operand may still have degree 2.</summary>
    protected virtual bool AcceptsDegreeTwo => false;

    /// <summary>Ciphertexts of the result; most ops act on each of a bundle.</summary>
    /// <exception cref="IrException">The op does not take so many.</exception>
    protected virtual int Count(CiphertextType operand) => operand.Count;

    /// <summary>Form of the result's slots; most ops take real ones alone.</summary>
    /// <exception cref="IrException">The op does not take such slots.</exception>
    protected virtual SlotForm Form(SlotForm operand)
    {
        operand.RequireReal();
        return operand;
    }

    /// <summary>Refuses a layout of another number of ciphertexts.</summary>
    protected static void CheckPlain(Layout plain, int operand)
    {
        if (plain.CiphertextCount != operand)
        {
            throw new IrException($"the operand is a bundle of {operand} ciphertexts, the layout has {plain.CiphertextCount}");
        }
    }

    /// <summary>Effect on level, scale and degree.</summary>
    protected abstract CiphertextType Apply(CiphertextType input);
}
