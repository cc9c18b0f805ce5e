using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A value whose two ciphertexts are one complex one still: a layer takes it as it is.</summary>
internal sealed record ValueInPairs : IPendingFactor
{
    /// <summary>A linear map of ones takes the pairs apart. A level.</summary>
    public RowValue Whole(RowLowering lowering, RowValue value, string name) =>
        value with { Value = lowering.Builder.Add(new PackedLinearMap(value.Value, null, new LinearMap(value.Layout, value.Layout)), name), Pending = null };
}
