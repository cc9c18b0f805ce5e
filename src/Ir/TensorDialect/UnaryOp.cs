using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A tensor op with one operand.</summary>
public abstract record UnaryOp(ValueId Input) : TensorOp
{
    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Input);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Input = inputs[0] };
}
