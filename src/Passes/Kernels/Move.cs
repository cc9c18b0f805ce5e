using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Brings a value to another layout: nothing, copies of ciphertexts, or a linear map of ones, which costs a level.</summary>
internal static class Move
{
    /// <summary>The value in a layout over the same dimensions.</summary>
    public static RowValue To(RowLowering lowering, RowValue value, Layout layout, string name)
    {
        Layout target = layout.Ordered(value.Names);
        if (LayoutFit.AreAlike(value.Layout, target))
        {
            return value;
        }

        // Ciphertexts that are copies are made once.
        LayoutAxis highest = target.Axes[0];
        if (highest.Stride >= target.SlotCount && highest.IsCopies && !highest.HasGap)
        {
            Layout one = new(target.Dimensions, target.Axes.Skip(1), target.SlotCount, target.CiphertextCount / highest.Extent);
            return Repeat(lowering, To(lowering, value, one, name), highest.Extent, name);
        }

        PackedLinearMap map = new(value.Value, null, new LinearMap(value.Layout, target));
        return value with { Value = lowering.Builder.Add(map, name), Layout = target };
    }

    /// <summary>The value where each element of another has what belongs to it, repeated along the dimensions that it lacks.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">Its dimensions are some of the other's.</param>
    /// <param name="whole">The other's layout.</param>
    /// <param name="name">Of the nodes.</param>
    public static RowValue Beside(RowLowering lowering, RowValue value, Layout whole, string name)
    {
        if (LayoutFit.Covers(whole, value.Layout))
        {
            return value;
        }

        if (value.Layout.CiphertextCount == 1 && whole.CiphertextCount > 1)
        {
            RowValue repeated = Repeat(lowering, value, whole.CiphertextCount, name);
            if (LayoutFit.Covers(whole, repeated.Layout))
            {
                return repeated;
            }
        }

        return To(lowering, value, whole.Only([.. value.Names]), name);
    }

    /// <summary>All ciphertexts of the value again and again, as one bundle.</summary>
    public static RowValue Repeat(RowLowering lowering, RowValue value, int times, string name)
    {
        if (times == 1)
        {
            return value;
        }

        Layout layout = AxisStack.Above(value.Layout, [LayoutAxis.Copies(times)]);
        return value with { Value = lowering.Builder.Add(new PackedJoin(Enumerable.Repeat(value.Value, times).ToEquatableArray(), layout), name), Layout = layout };
    }
}
