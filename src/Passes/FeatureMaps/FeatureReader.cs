using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>The form of what an op makes of values whose forms are known; null where it does more than each row with its own features.</summary>
internal sealed class FeatureReader(GraphRewriter rewriter, IReadOnlyDictionary<ValueId, FeatureForm> forms)
{
    /// <summary>Most numbers of a plaintext that depends on rows.</summary>
    private const long MostValues = 1 << 22;

    public FeatureForm? Read(Node node)
    {
        switch (node.Op)
        {
            case Negate negate:
                return Find(negate.Input)?.Times(-1);
            case Multiply product:
                return Scaled(product.Left, product.Right, node) ?? Scaled(product.Right, product.Left, node);
            case Add sum:
                return Shifted(sum.Left, sum.Right, 1, node) ?? Shifted(sum.Right, sum.Left, 1, node) ?? Sum(sum.Left, sum.Right, 1);
            case Subtract difference:
                return Shifted(difference.Left, difference.Right, -1, node) ?? Sum(difference.Left, difference.Right, -1);
            case Reshape reshape:
                return Find(reshape.Input) is { } form && FeatureReshape.Axes(form.Axes, reshape.Target) is { } axes ? form with { Axes = axes } : null;
            case Transpose transpose:
                return Find(transpose.Input) is { } turned ? Turned(transpose, turned) : null;
            case Slice slice:
                return Find(slice.Input) is { } whole && slice.Axes.All(axis => !whole.Axes[Axes.Normalize(axis, whole.Axes.Count)].IsRow)
                    ? Chosen(slice, whole) : null;
            case Concat concat:
                return Joined(concat);
            default:
                return null;
        }
    }

    private FeatureForm? Find(ValueId value) => forms.GetValueOrDefault(value);

    private FeatureForm? Scaled(ValueId value, ValueId constant, Node node) =>
        Find(value) is { } form && form.Shape == ((TensorType)node.Type).Shape && Values(constant, form) is { } factor ? form.Times(factor) : null;

    private FeatureForm? Shifted(ValueId value, ValueId constant, double sign, Node node) =>
        Find(value) is { } form && form.Shape == ((TensorType)node.Type).Shape && Values(constant, form) is { } summand ? form.Plus(summand.Times(sign)) : null;

    private FeatureForm? Sum(ValueId left, ValueId right, double sign) =>
        Find(left) is { } first && Find(right) is { } second && first.Axes.SequenceEqual(second.Axes) && first.SharesBases(second) ? first.Plus(second.Times(sign)) : null;

    /// <summary>A constant row by row, in the order of the form's features.</summary>
    private RowValues? Values(ValueId constant, FeatureForm form)
    {
        if (rewriter.ConstantOf(constant) is not { Type.Element: ElementType.Float64 } data || !Broadcasting.Fits(data.Shape, form.Shape))
        {
            return null;
        }

        bool hasRows = form.Axes.Select((axis, place) => (axis, FromEnd: form.Axes.Count - place))
            .Any(pair => pair.axis.IsRow && pair.FromEnd <= data.Shape.Rank && data.Shape[-pair.FromEnd] != 1);
        Shape shape = hasRows ? form.Shape : form.ShapeOfRow;
        if (shape.Count > MostValues)
        {
            return null;
        }

        EquatableArray<int> order = Enumerable.Range(0, form.Axes.Count).OrderBy(axis => !form.Axes[axis].IsRow).ToEquatableArray();
        Tensor whole = Apply(new Expand(default, shape), data);
        return RowValues.Compressed(form.Width, Apply(new Transpose(default, order), whole).Values);
    }

    private static FeatureForm? Turned(Transpose transpose, FeatureForm form)
    {
        int[] rows = [.. transpose.Permutation.Where(axis => form.Axes[axis].IsRow)];
        return rows.SequenceEqual(rows.Order()) ? Chosen(transpose, form) with { HasChoices = form.HasChoices } : null;
    }

    /// <summary>What an op that moves elements makes of a form: the op itself, on the numbers of the features, says where they go.</summary>
    private static FeatureForm Chosen(UnaryOp op, FeatureForm form)
    {
        Tensor moved = Apply(op, Numbers(form));
        IEnumerable<bool> rows = op is Transpose transpose ? transpose.Permutation.Select(axis => form.Axes[axis].IsRow) : form.Axes.Select(static axis => axis.IsRow);
        FeatureAxis[] axes = [.. rows.Zip(moved.Shape.Dimensions, static (isRow, size) => new FeatureAxis(isRow, size))];
        int row = 0;
        axes = Array.ConvertAll(axes, axis => axis.IsRow ? axis with { Size = form.RowSizes[row++] } : axis);
        return form.Taking(Array.ConvertAll(moved.Values, static value => (int)value), axes) with { HasChoices = true };
    }

    private FeatureForm? Joined(Concat concat)
    {
        FeatureForm?[] parts = [.. concat.Operands.Select(Find)];
        int axis = Axes.Normalize(concat.Axis, rewriter.ShapeOf(concat.Operands[0]).Rank);
        if (parts.Any(part => part is null || part.Axes[axis].IsRow || !SameBeside(part, parts[0]!, axis)))
        {
            return null;
        }

        FeatureForm? sum = null;
        for (int number = 0; number < parts.Length; number++)
        {
            FeatureForm part = parts[number]!;
            Tensor[] places = [.. parts.Select((other, place) => place == number ? Numbers(part) : Nothing(other!))];
            Tensor moved = Apply(concat with { Operands = Enumerable.Range(0, parts.Length).Select(static index => new ValueId(index)).ToEquatableArray() }, places);
            FeatureAxis[] axes = [.. part.Axes.Select((old, place) => place == axis ? old with { Size = moved.Shape[axis] } : old)];
            FeatureForm placed = part.Taking(Array.ConvertAll(moved.Values, static value => (int)value), axes);
            sum = sum is null ? placed : sum.Plus(placed);
        }

        return sum! with { HasChoices = true };
    }

    private static bool SameBeside(FeatureForm form, FeatureForm first, int axis) =>
        form.Axes.Count == first.Axes.Count && Enumerable.Range(0, form.Axes.Count).All(other => other == axis || form.Axes[other] == first.Axes[other]);

    private static Tensor Numbers(FeatureForm form) => new(ElementType.Float64, form.ShapeOfRow, [.. Enumerable.Range(0, form.Width).Select(static feature => (double)feature)]);

    private static Tensor Nothing(FeatureForm form) => new(ElementType.Float64, form.ShapeOfRow, [.. Enumerable.Repeat(-1.0, form.Width)]);

    private static Tensor Apply(TensorOp op, params Tensor[] operands)
    {
        EquatableArray<IrType> types = operands.Select(static operand => (IrType)operand.Type).ToEquatableArray();
        TensorType type = (TensorType)op.InferType(new TypeContext(types, WeightTable.Empty));
        return op.Evaluate(operands, type, WeightTable.Empty);
    }
}
