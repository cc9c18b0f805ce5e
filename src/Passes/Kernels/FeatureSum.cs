using System.Numerics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A sum over the lowest slots: doubling makes it exact in the first slot of each run, a mask leaves that alone, doubling backwards repeats it. A level.</summary>
/// <remarks>Rotations: twice the logarithm of the slots; one plaintext that repeats with the rows.</remarks>
internal static class FeatureSum
{
    /// <param name="lowering">Where to.</param>
    /// <param name="value">What is summed.</param>
    /// <param name="dimension">Which dimension.</param>
    /// <param name="name">Of the nodes.</param>
    /// <param name="factor">Of the sum; the mask carries it.</param>
    /// <returns>The sum in all slots of each run; null where the dimension is not the lowest axis of a power of two of slots.</returns>
    public static RowValue? TryOf(RowLowering lowering, RowValue value, string dimension, string name, double factor = 1)
    {
        LayoutAxis axis = value.Layout.Axes[^1];
        int run = Math.Min(axis.Room, lowering.Rows.Features);
        if (axis.Stride != 1 || axis.Terms.Count != 1 || !axis.AddsTo(dimension) || value.Layout.Axes.Count(other => other.AddsTo(dimension)) > 1 || !BitOperations.IsPow2(run) || axis.Room % run != 0)
        {
            return null;
        }

        RowValue zeros = Plaintexts.Masked(lowering, value, name);
        GraphBuilder builder = lowering.Builder;
        int count = PowersOfTwo.AtLeast(axis.Extent);
        ValueId partial = builder.Add(new PackedSumSlots(zeros.Value, Steps(count, 1, lowering.Rows.Slots), Layout(zeros.Layout, dimension, run, 1, SlotFill.Unused)), name);
        Layout first = Layout(zeros.Layout, dimension, run, 1, SlotFill.Zero);
        Layout mask = new([], first.Axes.Select(static other => other.WithTerms([])), first.SlotCount, first.CiphertextCount);
        string weight = lowering.AddWeight(name + ".mask", new Tensor(ElementType.Float64, Shape.Scalar, [factor]));
        ValueId masked = builder.Add(new PackedMultiplyPlain(partial, weight, mask, first), name);
        Layout copies = Layout(zeros.Layout, dimension, run, run, SlotFill.Zero);
        return zeros with { Value = builder.Add(new PackedSumSlots(masked, Steps(run, -1, lowering.Rows.Slots), copies), name), Layout = copies };
    }

    private static EquatableArray<long> Steps(int count, int sign, int slots) =>
        Enumerable.Range(0, BitOperations.Log2((uint)count)).Select(bit => ((sign * (1L << bit)) + slots) % slots).ToEquatableArray();

    /// <summary>The lowest axis with so many copies in a run of slots.</summary>
    private static Layout Layout(Layout layout, string dimension, int run, int copies, SlotFill gap) => new(
        layout.Dimensions.Where(other => other.Name != dimension),
        [.. Above(layout, run), LayoutAxis.Copies(copies).Within(run, gap)],
        layout.SlotCount,
        layout.CiphertextCount);

    /// <summary>All axes but the lowest, and what of that lies above the run.</summary>
    private static IEnumerable<LayoutAxis> Above(Layout layout, int run)
    {
        LayoutAxis lowest = layout.Axes[^1];
        IEnumerable<LayoutAxis> above = layout.Axes.Take(layout.Axes.Count - 1);
        return lowest.Room == run ? above : above.Append(LayoutAxis.Copies(1) with { Stride = run, Room = lowest.Room, Gap = lowest.Gap });
    }
}
