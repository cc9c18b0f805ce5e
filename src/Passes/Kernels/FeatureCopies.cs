using System.Numerics;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Copies of a value's features beside each other: a sum over them is then the same from every slot on but those of the last copy, and a layer finds each feature to its right.</summary>
/// <remarks>What holds no feature must be zero in every row: a copy takes the end of the row before with it. A rotation for each doubling, made once for all users.</remarks>
internal static class FeatureCopies
{
    /// <summary>How many fit; null where not even two do, or slots beside the features may hold something.</summary>
    public static RowTurns? Most(RowShape rows, Layout layout)
    {
        LayoutAxis lowest = layout.Axes[^1];
        int stride = PowersOfTwo.AtLeast(lowest.Extent);
        bool isAlone = lowest is { Stride: 1, Gap: SlotFill.Zero, Terms.Count: 1 } && lowest.Room <= rows.Features && layout.CiphertextCount == 1 && layout.Axes.Count(axis => axis.AddsTo(lowest.Terms[0].Dimension)) == 1;
        return isAlone && BitOperations.IsPow2(lowest.Room) && lowest.Room > stride && layout.PromisesZeros() ? new RowTurns(lowest.Room / stride, stride) : null;
    }

    /// <summary>The copies that a value already has; null where its lowest axis is not all of a copy.</summary>
    public static RowTurns? Of(Layout layout) => layout.Axes is [.., { IsCopies: true } copies, { Stride: 1, Gap: SlotFill.Zero } lowest] && copies.Stride == lowest.Room && lowest.Room == PowersOfTwo.AtLeast(lowest.Extent) && (!copies.HasGap || copies.Gap == SlotFill.Zero)
        ? new RowTurns(copies.Extent, copies.Stride)
        : null;

    /// <summary>The value with copies.</summary>
    public static RowValue Write(RowLowering lowering, RowValue value, RowTurns copies, string name) => value with
    {
        Value = lowering.Once((value.Value, Key(copies)), () => copies.Repeated(lowering, value, name).Value),
        Layout = copies.With(value.Layout, LayoutAxis.Copies(copies.Count)),
    };

    /// <summary>Whether somebody has made them before.</summary>
    public static bool AreMade(RowLowering lowering, RowValue value, RowTurns copies) => lowering.IsMade((value.Value, Key(copies)));

    private static string Key(RowTurns copies) => $"{copies.Count} copies";
}
