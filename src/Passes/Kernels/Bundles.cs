using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Bundles taken apart and put together.</summary>
internal static class Bundles
{
    /// <summary>One ciphertext of a value, under the value's axes: dimensions that lie in ciphertexts count from where it begins.</summary>
    public static RowValue Ciphertext(RowLowering lowering, RowValue value, int index, string name)
    {
        if (value.Layout.CiphertextCount == 1)
        {
            return value;
        }

        Layout layout = OneOf(value.Layout);
        return value with { Value = lowering.Builder.Add(new PackedPart(value.Value, index, value.Layout.Part(index, 1)), name), Layout = layout };
    }

    /// <summary>Bundles one after the other; a single one as it is.</summary>
    public static ValueId Joined(RowLowering lowering, IReadOnlyCollection<ValueId> values, Layout layout, string name) =>
        values.Count == 1 ? values.First() : lowering.Builder.Add(new PackedJoin(values.ToEquatableArray(), layout), name);

    /// <summary>The slots of a ciphertext whatever its place in the bundle: dimensions in ciphertexts alone are gone, others count from 0.</summary>
    public static Layout OneOf(Layout layout) => new(
        layout.Dimensions.Select(dimension => InSlots(layout, dimension)).Where(static dimension => dimension.Size > 1),
        layout.SlotAxes,
        layout.SlotCount);

    private static LayoutDimension InSlots(Layout layout, LayoutDimension dimension)
    {
        bool isSplit = layout.CiphertextAxes.Any(axis => axis.AddsTo(dimension.Name));
        int size = layout.SlotAxes.Where(axis => axis.AddsTo(dimension.Name)).Aggregate(1, static (product, axis) => product * axis.Extent);
        return isSplit ? new LayoutDimension(dimension.Name, size) : dimension;
    }
}
