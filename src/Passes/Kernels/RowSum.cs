using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Sums over rows: their rotations come round, so that the sum is exact everywhere.</summary>
internal static class RowSum
{
    /// <summary>Whether rows alone count a dimension.</summary>
    public static bool Is(RowLowering lowering, RowValue value, string dimension) =>
        value.Layout.Axes.Where(axis => axis.AddsTo(dimension)).All(axis => axis.Stride >= lowering.Rows.Features && axis.Stride < lowering.Rows.Slots);

    /// <summary>The sum over such a dimension, which the layout lacks then.</summary>
    public static RowValue Of(RowLowering lowering, RowValue value, string dimension, string name)
    {
        RowValue zeros = Plaintexts.Masked(lowering, value, name);
        SlotSum sum = zeros.Layout.Summed(dimension);
        PackedSumSlots summed = new(zeros.Value, sum.Windows.SelectMany(Doubling).ToEquatableArray(), sum.Layout);
        return zeros with { Value = lowering.Builder.Add(summed, name), Layout = sum.Layout };
    }

    private static IEnumerable<long> Doubling(SlotWindow window)
    {
        for (long step = window.Stride; step < (long)window.Stride * window.Count; step *= 2)
        {
            yield return step;
        }
    }
}
