using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A value that is still to be summed over parts beside each other: layers whose results are added take one sum for all.</summary>
/// <param name="Count">Parts, a power of two.</param>
internal sealed record PartsOfSums(int Count) : IPending
{
    /// <summary>The dimension of parts, which no axis of a tensor has.</summary>
    public const string Dimension = "parts";

    /// <summary>By doubling. Parts reach over all that repeats, so every slot holds the whole sum.</summary>
    public RowValue Whole(RowLowering lowering, RowValue value, string name)
    {
        Layout parts = value.Layout;
        int stride = parts.Axes.First(static axis => axis.AddsTo(Dimension)).Stride;
        Layout summed = new(
            parts.Dimensions.Where(static dimension => dimension.Name != Dimension),
            parts.Axes.Select(static axis => axis.AddsTo(Dimension) ? axis.WithTerms([]) : axis),
            parts.SlotCount,
            parts.CiphertextCount);
        EquatableArray<long> steps = FeatureSum.Steps(Count, stride, parts.SlotCount);
        return value with { Value = lowering.Builder.Add(new PackedSumSlots(value.Value, steps, summed), name), Layout = summed, Pending = null };
    }
}
