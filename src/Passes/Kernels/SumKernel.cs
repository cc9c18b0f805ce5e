using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Sums and means over tokens, features or keys.</summary>
internal static class SumKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, ReduceOp reduce)
    {
        int rank = lowering.ShapeOf(reduce.Input).Rank;
        int[] axes = [.. Axes.Normalize(reduce.Axes, rank)];
        RowValue input = lowering[reduce.Input];
        string[] summed = [.. axes.SelectMany(axis => input.Axes[axis])];
        long count = axes.Aggregate(1L, (product, axis) => product * lowering.ShapeOf(reduce.Input)[axis]);
        RowValue sum = Partial(lowering, Copied(lowering, input, summed, node.Name), summed, node.Name, reduce is ReduceMean ? 1.0 / count : 1, NonNegatives.Are(lowering, reduce.Input));
        IReadOnlyList<string>[] kept = [.. input.Axes.Select((names, axis) => axes.Contains(axis) ? [] : names)];
        return sum.WithAxes(reduce.KeepDimensions ? kept : [.. kept.Where((_, axis) => !axes.Contains(axis))]);
    }

    /// <summary>With a copy of what is summed beside it, where there is room: the sum is then right wherever features are.</summary>
    private static RowValue Copied(RowLowering lowering, RowValue value, string[] summed, string name) =>
        summed is [string feature] && value.Layout.Axes[^1].AddsTo(feature) && FeatureCopies.Most(lowering.Rows, value.Layout) is RowTurns most
            ? FeatureCopies.Write(lowering, value, most with { Count = 2 }, name)
            : value;

    /// <summary>The sum over some dimensions, repeated along rows and heads where these were.</summary>
    /// <param name="lowering">Where to.</param>
    /// <param name="value">What is summed.</param>
    /// <param name="summed">Its dimensions to sum over.</param>
    /// <param name="name">Of the nodes.</param>
    public static RowValue Sum(RowLowering lowering, RowValue value, IReadOnlyCollection<string> summed, string name)
    {
        RowValue sum = Partial(lowering, value, summed, name, factor: 1, isOfNonNegatives: false);
        return sum.Whole(lowering, name);
    }

    /// <summary>The same, partial where its last step leaves it so.</summary>
    /// <param name="lowering">Where to.</param>
    /// <param name="value">What is summed.</param>
    /// <param name="summed">Its dimensions to sum over.</param>
    /// <param name="name">Of the nodes.</param>
    /// <param name="factor">Of the sum: free where the sum is partial, else a level.</param>
    /// <param name="isOfNonNegatives">Whether no summand is negative.</param>
    public static RowValue Partial(RowLowering lowering, RowValue value, IReadOnlyCollection<string> summed, string name, double factor, bool isOfNonNegatives)
    {
        (RowValue Value, double Factor) sum = (value, factor);
        foreach (string dimension in summed)
        {
            sum = sum.Value.Pending is PartialSum before ? (before.Whole(lowering, sum.Value, name), sum.Factor) : sum;
            sum = Pairs.Of(lowering.Rows, sum.Value.Layout) is Pairs pairs && (pairs.Key == dimension || pairs.Query == dimension)
                ? OverKeys(lowering, sum, pairs, dimension, name)
                : RowSum.Is(lowering, sum.Value, dimension) ? (Without(RowSum.Of(lowering, sum.Value, dimension, name), dimension), sum.Factor)
                : OverFeatures(lowering, sum, dimension, name);
        }

        if (sum.Value.Pending is PartialSum partial)
        {
            return sum.Value with { Pending = partial with { Factor = sum.Factor, IsOfNonNegatives = isOfNonNegatives } };
        }

        return sum.Factor == 1 ? sum.Value : sum.Value with { Value = lowering.Builder.Add(new PackedMultiplyScalar(sum.Value.Value, sum.Factor), name) };
    }

    /// <summary>Ciphertexts are added; the slots of a row by doubling, which leaves a partial sum, or by a linear map, which takes a level and writes the sum into all of them.</summary>
    /// <returns>The sum, and what factor is left to it.</returns>
    private static (RowValue Sum, double Factor) OverFeatures(RowLowering lowering, (RowValue Value, double Factor) summed, string dimension, string name)
    {
        RowValue one = OverCiphertexts(lowering, summed.Value, dimension, name);
        if (one.Layout.DimensionIndex(dimension) < 0)
        {
            return (Without(one, dimension), summed.Factor);
        }

        return FeatureSum.TryOf(lowering, one, dimension, name) is RowValue sum
            ? (Without(sum, dimension), summed.Factor)
            : (Mapped(lowering, one, dimension, name), summed.Factor);
    }

    private static RowValue Mapped(RowLowering lowering, RowValue one, string dimension, string name)
    {
        string[] kept = [.. one.Names.Where(other => other != dimension)];
        Layout output = new(
            kept.Select(one.Layout.Dimension),
            one.Layout.Axes.Select(axis => axis.AddsTo(dimension)
                ? LayoutAxis.Copies(axis.Room / axis.Stride) with { Stride = axis.Stride, Room = axis.Room, Gap = SlotFill.Zero }
                : axis),
            one.Layout.SlotCount,
            one.Layout.CiphertextCount);
        PackedLinearMap map = new(one.Value, null, new LinearMap(one.Layout, output, [dimension]));
        return Without(one, dimension) with { Value = lowering.Builder.Add(map, name), Layout = output };
    }

    /// <summary>The sum of the ciphertexts where these count nothing but the dimension.</summary>
    private static RowValue OverCiphertexts(RowLowering lowering, RowValue value, string dimension, string name)
    {
        LayoutAxis[] axes = [.. value.Layout.CiphertextAxes];
        if (axes.Length == 0 || !axes.All(axis => axis.Terms.Count == 1 && axis.AddsTo(dimension) && !axis.HasGap))
        {
            return value;
        }

        RowValue zeros = Plaintexts.Masked(lowering, value, name);
        Layout layout = zeros.Layout.SummedCiphertexts();
        return zeros with { Value = lowering.Builder.Add(new PackedSum(zeros.Value, layout), name), Layout = layout };
    }

    /// <summary>Ciphertexts are added; the slots of a head follow.</summary>
    private static (RowValue Sum, double Factor) OverKeys(
        RowLowering lowering, (RowValue Value, double Factor) summed, Pairs pairs, string dimension, string name)
    {
        if (dimension != pairs.Key)
        {
            throw LayoutException.NotLaidOut("weights of pairs of tokens are summed over the queries; only sums over the keys are laid out.");
        }

        if (RepeatedPairs.Of(lowering.Rows, pairs, summed.Value.Layout) is RepeatedPairs repeated && summed.Value.Layout.Dimensions.All(static other => !other.IsPadded || other.Padding == SlotFill.Zero))
        {
            return (Without(repeated.SumOverKeys(lowering, summed.Value, name), dimension), summed.Factor);
        }

        RowValue zeros = Plaintexts.Masked(lowering, summed.Value, name);
        Layout layout = pairs.Summed(lowering.Rows, zeros.Layout);
        ValueId sum = zeros.Layout.CiphertextCount == 1 ? zeros.Value : lowering.Builder.Add(new PackedSum(zeros.Value, layout), name);
        RowValue partial = zeros with { Value = sum, Layout = layout };
        return layout.DimensionIndex(dimension) < 0
            ? (Without(partial, dimension), summed.Factor)
            : OverFeatures(lowering, (partial, summed.Factor), dimension, name);
    }

    private static RowValue Without(RowValue value, string dimension) => value with { Axes = [.. value.Axes.Select(axis => axis.Where(name => name != dimension).ToArray())] };
}
