using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Where the features of a row lie.</summary>
/// <param name="Slots">Axes in the row, highest first, with strides and rooms.</param>
/// <param name="Ciphertexts">Axes from ciphertext to ciphertext, lowest first, for whoever knows the slots below them.</param>
internal sealed record FeaturePlacement(IReadOnlyList<LayoutAxis> Slots, IReadOnlyList<LayoutAxis> Ciphertexts)
{
    /// <param name="features">The slowest first: heads before what is in a head.</param>
    /// <param name="slots">Slots of a row, a power of two.</param>
    public static FeaturePlacement Of(IReadOnlyList<TensorDimension> features, int slots)
    {
        if (features.Count == 0)
        {
            return new FeaturePlacement([LayoutAxis.Copies(slots)], []);
        }

        TensorDimension[] outer = [.. features.SkipLast(1)];
        TensorDimension inner = features[^1];
        int heads = outer.Aggregate(1, static (product, dimension) => product * dimension.Extent);
        int room = RowLayouts.SlotsOfHead(heads, slots);
        if (room < 2 && outer.Length > 0 && heads > slots / 2)
        {
            // No head has two slots: all that is in a head lies in ciphertexts, and heads take the row.
            FeaturePlacement rest = Of(outer, slots);
            return rest with { Ciphertexts = [LayoutAxis.Of(inner.Name, inner.Extent), .. rest.Ciphertexts] };
        }

        int most = Math.Min(room, inner.MostInSlots);
        int count = (inner.Extent + most - 1) / most;
        int held = (inner.Extent + count - 1) / count;
        List<LayoutAxis> axes = [LayoutAxis.Of(inner.Name, held).Within(outer.Length == 0 ? slots : room, SlotFill.Zero)];
        int stride = room;
        for (int i = outer.Length - 1; i >= 0; i--)
        {
            int above = i == 0 ? slots : stride * outer[i].Extent;
            axes.Insert(0, LayoutAxis.Of(outer[i].Name, outer[i].Extent) with { Stride = stride, Room = above });
            stride = above;
        }

        return new FeaturePlacement(axes, count > 1 ? [LayoutAxis.Of(inner.Name, count, held)] : []);
    }

    /// <summary>Indices of a dimension that the axes express.</summary>
    public int SizeOf(TensorDimension dimension) =>
        Slots.Concat(Ciphertexts).Where(axis => axis.AddsTo(dimension.Name)).Aggregate(1, static (product, axis) => product * axis.Extent);
}
