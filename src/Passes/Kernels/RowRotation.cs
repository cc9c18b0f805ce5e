using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Turns of rows of tokens, which come round.</summary>
internal static class RowRotation
{
    /// <summary>A value turned by so many rows, to the left or, where negative, to the right; itself for none.</summary>
    public static ValueId Of(RowLowering lowering, ValueId value, Layout layout, int rows, string name)
    {
        int slots = lowering.Rows.Slots;
        int steps = (int)(((long)rows * lowering.Rows.TokenStride % slots) + slots) % slots;
        return steps == 0 ? value : lowering.Builder.Add(new PackedRotate(value, steps, layout.Rotated(steps)), name);
    }
}
