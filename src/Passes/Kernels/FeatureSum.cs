using System.Numerics;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A sum over the lowest slots by doubling, exact in the first slot of each run, or, where what is summed has copies beside it, in all slots but those of the last copy.</summary>
/// <remarks>Rotations: the logarithm of the slots and of the copies; without these as many as a run has, to repeat the sum (<see cref="PartialSum"/>).</remarks>
internal static class FeatureSum
{
    /// <param name="lowering">Where to.</param>
    /// <param name="value">What is summed.</param>
    /// <param name="dimension">Which dimension.</param>
    /// <param name="name">Of the nodes.</param>
    /// <returns>The sum, partial; null where the dimension is not all that the lowest axes count, within a power of two of slots.</returns>
    public static RowValue? TryOf(RowLowering lowering, RowValue value, string dimension, string name)
    {
        if (FeatureCopies.Of(value.Layout) is RowTurns copies && value.Layout.Axes[^1].AddsTo(dimension))
        {
            return OverCopies(lowering, value, copies, dimension, name);
        }

        IReadOnlyList<LayoutAxis> axes = value.Layout.Axes;
        LayoutAxis[] summed = [.. axes.Reverse().TakeWhile(axis => axis.Terms.Count == 1 && axis.AddsTo(dimension))];
        if (summed.Length == 0 || axes.Count(axis => axis.AddsTo(dimension)) > summed.Length || !summed.All(IsDoubled))
        {
            return null;
        }

        int run = Math.Min(summed[^1].Room, lowering.Rows.Features);
        if (summed[0].Stride != 1 || summed[^1].Stride >= run || !BitOperations.IsPow2(run) || summed[^1].Room % run != 0)
        {
            return null;
        }

        RowValue zeros = Plaintexts.Masked(lowering, value, name);
        Layout partial = Layout(zeros.Layout, dimension, summed.Length, run);
        EquatableArray<long> steps = summed.SelectMany(axis => Steps(PowersOfTwo.AtLeast(axis.Extent), axis.Stride, lowering.Rows.Slots)).ToEquatableArray();
        return zeros with { Value = lowering.Builder.Add(new PackedSumSlots(zeros.Value, steps, partial), name), Layout = partial, Pending = new PartialSum(run, 1, 0) };
    }

    /// <summary>Rotations that double a sum over so many places a step apart, or, where the step is to the right, the places that hold a value.</summary>
    public static EquatableArray<long> Steps(int count, int step, int slots) =>
        Enumerable.Range(0, BitOperations.Log2((uint)count)).Select(bit => (((step * (1L << bit)) % slots) + slots) % slots).ToEquatableArray();

    private static RowValue OverCopies(RowLowering lowering, RowValue value, RowTurns copies, string dimension, string name)
    {
        int room = value.Layout.Axes[^2].Room;
        int exact = (copies.Count - 1) * copies.Stride;
        Layout partial = new(
            value.Layout.Dimensions.Where(other => other.Name != dimension),
            [.. value.Layout.Axes.SkipLast(2), LayoutAxis.Copies(exact).Within(room, SlotFill.Unused)],
            value.Layout.SlotCount);
        PackedSumSlots sum = new(value.Value, Steps(copies.Stride, 1, lowering.Rows.Slots), partial);
        return value with { Value = lowering.Builder.Add(sum, name), Layout = partial, Pending = new PartialSum(room, 1, 0) { Exact = exact } };
    }

    private static bool IsDoubled(LayoutAxis axis) => (long)PowersOfTwo.AtLeast(axis.Extent) * axis.Stride <= axis.Room;

    /// <summary>The first slot of each run in place of the lowest axes.</summary>
    private static Layout Layout(Layout layout, string dimension, int lowest, int run) => new(
        layout.Dimensions.Where(other => other.Name != dimension),
        [.. Above(layout, lowest, run), LayoutAxis.Copies(1).Within(run, SlotFill.Unused)],
        layout.SlotCount,
        layout.CiphertextCount);

    /// <summary>All axes but the lowest, and what of these lies above the run.</summary>
    private static IEnumerable<LayoutAxis> Above(Layout layout, int lowest, int run)
    {
        LayoutAxis highest = layout.Axes[^lowest];
        IEnumerable<LayoutAxis> above = layout.Axes.SkipLast(lowest);
        return highest.Room == run ? above : above.Append(LayoutAxis.Copies(1) with { Stride = run, Room = highest.Room, Gap = highest.Gap });
    }
}
