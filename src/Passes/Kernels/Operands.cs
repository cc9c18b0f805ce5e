using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>The two operands of an elementwise op under the same names.</summary>
internal static class Operands
{
    /// <summary>Both operands; an input of the circuit is packed as the other operand lies.</summary>
    public static (RowValue Left, RowValue Right) Of(RowLowering lowering, Node node, ValueId left, ValueId right)
    {
        bool isLeftInput = lowering.Source[left].Op is Ir.TensorDialect.Input;
        bool isRightInput = lowering.Source[right].Op is Ir.TensorDialect.Input;
        if (isRightInput && left != right)
        {
            RowValue first = lowering[left];
            return (first, Packed(lowering, node, right, first) ?? lowering[right]);
        }

        if (isLeftInput && left != right)
        {
            RowValue second = lowering[right];
            return (Packed(lowering, node, left, second) ?? lowering[left], second);
        }

        return (lowering[left], lowering[right]);
    }

    /// <summary>Dimensions of a value that a tensor has, which broadcasts against the result.</summary>
    /// <exception cref="LayoutException">The tensor is larger than the value somewhere.</exception>
    public static IReadOnlyList<string> DimensionsOf(RowValue value, Shape tensor, Shape result) =>
        [.. AxesOf(value, tensor, result).SelectMany(static axis => axis)];

    /// <summary>The other operand under the names of the first, axis by axis from the end.</summary>
    public static RowValue Aligned(RowValue first, RowValue other)
    {
        Dictionary<string, string> names = [];
        int offset = first.Axes.Count - other.Axes.Count;
        for (int axis = 0; axis < other.Axes.Count; axis++)
        {
            IReadOnlyList<string> own = other.Axes[axis];
            IReadOnlyList<string> wanted = axis + offset >= 0 ? first.Axes[axis + offset] : [];
            if (own.Count > 0 && !own.Select(name => other.Layout.Dimension(name).Extent).SequenceEqual(wanted.Select(name => first.Layout.Dimension(name).Extent)))
            {
                throw LayoutException.NotLaidOut(wanted.Count == 0
                    ? "each operand is repeated for the other; add or multiply one with a value of the result's shape first."
                    : $"one operand has '{string.Join(' ', own)}' where the other has '{string.Join(' ', wanted)}': the features of one are split into heads in another way than those of the other.");
            }

            for (int i = 0; i < own.Count; i++)
            {
                names[own[i]] = wanted[i];
            }
        }

        return other.Renamed(names);
    }

    /// <summary>An input that broadcasts against a value, packed beside its elements.</summary>
    private static RowValue? Packed(RowLowering lowering, Node node, ValueId input, RowValue beside)
    {
        Shape shape = lowering.ShapeOf(input);
        Shape result = lowering.ShapeOf(node.Id);
        if (Enumerable.Range(0, shape.Rank).Any(axis => shape[axis] > 1 && SizeOf(beside, axis - shape.Rank) != shape[axis]))
        {
            return null;
        }

        IReadOnlyList<IReadOnlyList<string>> axes = AxesOf(beside, shape, result);
        string[] names = [.. axes.SelectMany(static axis => axis)];
        Layout layout = ValidSlots.Of(beside.Layout, names);

        // Padding in the middle of an axis would ask for elements that the input lacks: a product takes zeros of the other operand.
        return lowering.InputAs(input, layout.Dimensions.Count == names.Length ? layout : beside.Layout.Only(names), axes);
    }

    private static int SizeOf(RowValue value, int fromEnd)
    {
        int axis = value.Axes.Count + fromEnd;
        return axis < 0 ? 1 : value.Axes[axis].Aggregate(1, (product, name) => product * value.Layout.Dimension(name).Extent);
    }

    private static IReadOnlyList<IReadOnlyList<string>> AxesOf(RowValue value, Shape tensor, Shape result)
    {
        List<IReadOnlyList<string>> axes = [];
        for (int axis = 0; axis < tensor.Rank; axis++)
        {
            int own = value.Axes.Count - tensor.Rank + axis;
            if (tensor[axis] > 1 && SizeOf(value, axis - tensor.Rank) != tensor[axis])
            {
                throw LayoutException.NotLaidOut($"a constant {tensor} is combined with an encrypted value that is repeated to {result}; write it with a value of that shape.");
            }

            axes.Add(tensor[axis] > 1 ? value.Axes[own] : []);
        }

        return axes;
    }
}
