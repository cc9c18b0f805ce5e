using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>An op of one ciphertext.</summary>
public abstract record UnaryCkksOp(ValueId Input) : CkksOp
{
    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Input);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Input = inputs[0] };

    public sealed override IrType InferType(TypeContext context)
    {
        CiphertextType result = Apply(AcceptsDegreeTwo ? context.Operand<CiphertextType>(0) : Linear(context, 0));
        return result.Level.Value >= 0 ? result : throw new IrException($"the result would be at level {result.Level}; {-result.Level.Value} levels are missing");
    }

    /// <summary>Whether the operand may still have degree 2.</summary>
    protected virtual bool AcceptsDegreeTwo => false;

    /// <summary>Effect on level, scale and degree.</summary>
    protected abstract CiphertextType Apply(CiphertextType input);
}
