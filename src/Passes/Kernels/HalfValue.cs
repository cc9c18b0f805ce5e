using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Half of a value: what real parts double (<see cref="HalvedHeads"/>).</summary>
internal sealed record HalfValue : IPendingFactor
{
    public RowValue Whole(RowLowering lowering, RowValue value, string name) =>
        value with { Value = lowering.Builder.Add(new PackedMultiplyScalar(value.Value, 2), name), Pending = null };
}
