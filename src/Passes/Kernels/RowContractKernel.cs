using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A contraction of values whose rows meet as they are: of features of the same rows, over rows, or with a value that has none.</summary>
/// <remarks>
/// Where only one operand keeps features of its own, the other lies beside it and the product is summed. Where both do, the product has the features of
/// the result in its rows and what is summed in ciphertexts, and linear maps of ones bring both operands there: a level more.
/// </remarks>
internal static class RowContractKernel
{
    public static RowValue Lower(RowLowering lowering, Contracted operands, string? row, string name)
    {
        bool isSummedOverRows = row is not null && operands.IsSummed(row);
        string[] features = [.. operands.Summed.Where(summed => summed != row)];
        RowValue product = Product(lowering, operands, features, name);
        product = SumKernel.Sum(lowering, product, [.. features.Where(product.Names.Contains)], name);
        product = isSummedOverRows ? SumKernel.Sum(lowering, product, [row!], name) : product;
        return product.WithAxes(operands.Result);
    }

    private static RowValue Product(RowLowering lowering, Contracted operands, string[] features, string name)
    {
        (RowValue left, RowValue right) = (operands.Left, operands.Right);
        if (right.Names.All(left.Names.Contains))
        {
            return MultiplyKernel.Product(lowering, left, right, name);
        }

        if (left.Names.All(right.Names.Contains))
        {
            return MultiplyKernel.Product(lowering, right, left, name);
        }

        Layout space = Space(lowering, operands, features);
        RowValue first = Move.To(lowering, left, space.Only([.. left.Names]), name);
        RowValue second = Move.To(lowering, right, space.Only([.. right.Names]), name);
        return SumCiphertexts(lowering, MultiplyKernel.Slotwise(lowering, first, second, name), features, name);
    }

    /// <summary>Rows, features of the result, and in ciphertexts what is summed.</summary>
    private static Layout Space(RowLowering lowering, Contracted operands, string[] features)
    {
        IEnumerable<string> kept = operands.Left.Names.Union(operands.Right.Names).Where(name => !features.Contains(name));
        string[] ordered = [.. operands.Result.SelectMany(static axis => axis).Where(kept.Contains), .. kept.Where(name => !operands.Result.Any(axis => axis.Contains(name)))];

        return RowLayouts.Of(lowering.Rows, [.. ordered.Select(Dimension)], [.. features.Select(Dimension)]);

        TensorDimension Dimension(string name) => lowering.Rows.DimensionOf((operands.Left.Names.Contains(name) ? operands.Left : operands.Right).Layout, name);
    }

    /// <summary>Sums what lies in the lowest ciphertext bits, for each ciphertext of the result.</summary>
    private static RowValue SumCiphertexts(RowLowering lowering, RowValue product, string[] features, string name)
    {
        int each = features.Aggregate(1, (count, feature) => count * product.Layout.Dimension(feature).Extent);
        if (each == 1)
        {
            return product;
        }

        Layout layout = new(
            product.Layout.Dimensions.Where(dimension => !features.Contains(dimension.Name)),
            product.Layout.Axes.Where(axis => !features.Any(axis.AddsTo)).Select(axis => axis.Stride < product.Layout.SlotCount ? axis : axis with { Stride = axis.Stride / each, Room = axis.Room / each }),
            product.Layout.SlotCount,
            product.Layout.CiphertextCount / each);
        Layout one = Bundles.OneOf(layout);
        ValueId[] sums = [.. Enumerable.Range(0, layout.CiphertextCount).Select(c => lowering.Builder.Add(
            new PackedSum(layout.CiphertextCount == 1 ? product.Value : lowering.Builder.Add(new PackedPart(product.Value, c * each, product.Layout.Part(c * each, each)), name), one), name))];
        return RowValue.OfLayout(Bundles.Joined(lowering, sums, layout, name), layout);
    }
}
