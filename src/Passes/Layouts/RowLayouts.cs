using System.Numerics;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>The layouts of rows: tokens highest, inputs of a batch, then the features of a row; features that a row does not hold lie in further ciphertexts.</summary>
/// <remarks>
/// Of features that are heads and what is in a head, each head has a power of two of slots, and what does not fit lies in further ciphertexts, each
/// with some features of every head. Whatever holds no element is zero. What depends on features alone repeats with the rows.
/// </remarks>
internal static class RowLayouts
{
    /// <param name="rows">The rows of the circuit.</param>
    /// <param name="dimensions">In the order of the tensor; at most one of tokens and one of a batch. Rows repeat where there is none.</param>
    public static Layout Of(RowShape rows, IReadOnlyList<TensorDimension> dimensions) => Of(rows, dimensions, []);

    /// <summary>The same with further dimensions in ciphertexts of their own, right above the slots.</summary>
    public static Layout Of(RowShape rows, IReadOnlyList<TensorDimension> dimensions, IReadOnlyList<TensorDimension> inCiphertexts)
    {
        Require(dimensions, AxisRole.Token, "of tokens");
        Require(dimensions, AxisRole.Batch, "of inputs of a batch");
        FeaturePlacement features = FeaturePlacement.Of([.. dimensions.Where(static dimension => dimension.Role == AxisRole.Feature)], rows.Features);
        AxisStack axes = new(features.Slots, rows.Features);
        axes.Put(RowAxis(dimensions, AxisRole.Batch, rows.Batch));
        axes.Put(RowAxis(dimensions, AxisRole.Token, rows.Tokens));
        foreach (LayoutAxis axis in inCiphertexts.Reverse().Select(static dimension => LayoutAxis.Of(dimension.Name, dimension.Extent)).Concat(features.Ciphertexts))
        {
            axes.Put(axis);
        }

        return axes.Layout(
            [.. dimensions.Select(dimension => Size(dimension, rows, features)), .. inCiphertexts.Select(static dimension => new LayoutDimension(dimension.Name, dimension.Extent))],
            rows.Slots);
    }

    /// <summary>Slots of a head in a row that holds so many heads, a power of two; 0 where they do not fit.</summary>
    public static int SlotsOfHead(int heads, int slots) => heads > slots ? 0 : 1 << BitOperations.Log2((uint)(slots / heads));

    private static void Require(IReadOnlyList<TensorDimension> dimensions, AxisRole role, string what)
    {
        if (dimensions.Count(dimension => dimension.Role == role) is > 1 and int count)
        {
            throw LayoutException.NotLaidOut($"a tensor has {count} axes {what}, and rows hold one. Sum, choose or attend over one axis alone; make another one features by a linear layer.");
        }
    }

    private static LayoutAxis RowAxis(IReadOnlyList<TensorDimension> dimensions, AxisRole role, int rows) =>
        dimensions.FirstOrDefault(dimension => dimension.Role == role && dimension.Name is not null) is { Name: string name } ? LayoutAxis.Of(name, rows) : LayoutAxis.Copies(rows);

    private static LayoutDimension Size(TensorDimension dimension, RowShape rows, FeaturePlacement features) => dimension.Role switch
    {
        AxisRole.Token => new LayoutDimension(dimension.Name, rows.Tokens, dimension.Extent),
        AxisRole.Batch => new LayoutDimension(dimension.Name, rows.Batch, dimension.Extent),
        _ => new LayoutDimension(dimension.Name, features.SizeOf(dimension), dimension.Extent),
    };
}
