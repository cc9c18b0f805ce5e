using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Transposes and reshapes, which only name dimensions anew, and choices of neighbouring tokens: at most one rotation.</summary>
internal static class ShapeKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Transpose transpose)
    {
        RowValue input = lowering.Lacking<IPendingFactor>(transpose.Input);
        return input.WithAxes([.. transpose.Permutation.Select(axis => input.Axes[axis])]);
    }

    public static RowValue Lower(RowLowering lowering, Node node, Reshape reshape)
    {
        RowValue input = lowering.Lacking<IPendingFactor>(reshape.Input);
        Shape target = lowering.ShapeOf(node.Id);
        Queue<string> names = new(input.Names);
        List<IReadOnlyList<string>> axes = [];
        foreach (int size in target.Dimensions)
        {
            List<string> axis = [];
            long taken = 1;
            while (taken < size)
            {
                axis.Add(names.Dequeue());
                taken *= input.Layout.Dimension(axis[^1]).Extent;
            }

            axes.Add(taken == size
                ? axis
                : throw LayoutException.NotLaidOut($"it splits the features of {lowering.ShapeOf(reshape.Input)} into {target} where they lie in another split already; split them in one way."));
        }

        return input.WithAxes(axes);
    }

    public static RowValue Lower(RowLowering lowering, Node node, Slice slice)
    {
        RowValue value = lowering.Lacking<WaitingFactor>(slice.Input) is { Pending: not WaitingFactor { Below: not null } } direct ? direct : lowering[slice.Input];
        Shape shape = lowering.ShapeOf(slice.Input);
        for (int i = 0; i < slice.Axes.Count; i++)
        {
            int axis = Axes.Normalize(slice.Axes[i], shape.Rank);
            int size = lowering.ShapeOf(node.Id)[axis];
            if (size != shape[axis])
            {
                int start = Math.Clamp(slice.Starts[i] < 0 ? slice.Starts[i] + shape[axis] : slice.Starts[i], 0, shape[axis] - 1);
                value = slice.Steps[i] == 1 || size == 1
                    ? Chosen(lowering, value, axis, start, size, node.Name)
                    : throw LayoutException.NotLaidOut($"it takes every {slice.Steps[i]}th of {shape[axis]}; only neighbours are laid out.");
            }
        }

        return value;
    }

    /// <summary>The same tokens of a value and of a factor that waits.</summary>
    private static RowValue Chosen(RowLowering lowering, RowValue value, int axis, int start, int size, string name)
    {
        RowValue chosen = Tokens(lowering, value, axis, start, size, name);
        if (value.Pending is not WaitingFactor waiting)
        {
            return chosen;
        }

        RowValue factor = Tokens(lowering, waiting.Computed(lowering), axis, start, size, name);
        return chosen with { Pending = waiting with { Factor = factor.Renamed(factor.Axes[axis].Zip(chosen.Axes[axis]).ToDictionary(static pair => pair.First, static pair => pair.Second)) } };
    }

    /// <summary>Rows are turned until the first token chosen is in the first row; nobody may use the others.</summary>
    private static RowValue Tokens(RowLowering lowering, RowValue value, int axis, int start, int size, string name)
    {
        RowShape rows = lowering.Rows;
        if (value.Axes[axis] is not [string token] || rows.TokensOf(value.Layout) is not [string counted] || counted != token)
        {
            throw LayoutException.NotLaidOut("it chooses of something else than the tokens of rows; choose features by a linear layer.");
        }

        string chosen = lowering.NewName("t");
        Layout layout = new(
            value.Layout.Dimensions.Select(dimension => dimension.Name == token ? new LayoutDimension(chosen, size > 1 ? rows.Tokens : 1, size, SlotFill.Unused) : dimension).Where(static dimension => dimension.Extent > 1),
            value.Layout.Axes.Select(along => !along.AddsTo(token) ? along
                : size > 1 ? LayoutAxis.Of(chosen, rows.Tokens) with { Stride = along.Stride, Room = along.Room }
                : LayoutAxis.Unused(2) with { Stride = along.Stride, Room = along.Room }),
            value.Layout.SlotCount,
            value.Layout.CiphertextCount);
        ValueId turned = start == 0 ? value.Value : lowering.Builder.Add(new PackedRotate(value.Value, start * rows.TokenStride, layout), name);
        IReadOnlyList<IReadOnlyList<string>> axes = [.. value.Axes.Select((names, at) => at != axis ? names : size > 1 ? [chosen] : [])];
        return new RowValue(turned, layout, axes);
    }
}
