using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>A linear layer of a value with a factor for each head: the product is split by how far a head's part goes.</summary>
/// <remarks>
/// Part k brings what head h + k adds to the features of head h, so that one factor multiplies a slot: that of head h + k, a rotation of
/// the factors by k heads, cyclic because the factors are the same along all bits above. The parts have together the diagonals of the
/// whole product, and their products with the factors are added before one relinearization.
/// </remarks>
internal static class HeadProducts
{
    /// <param name="context">The lowering.</param>
    /// <param name="name">Name of the nodes.</param>
    /// <param name="weight">Name of the matrix.</param>
    /// <param name="input">The operand, with its factor.</param>
    /// <param name="output">Layout of the result, with the features of heads at the operand's address bits.</param>
    public static PackedValue Lower(LoweringContext context, string name, string weight, PackedValue input, Layout output)
    {
        GraphBuilder builder = context.Builder;
        RowFactor factor = input.Factor!;
        int[] heads = Positions(context);
        Layout parts = new Layout(
            output.Dimensions.Append(input.Layout.Dimension(input.Features)), output.Axes, output.SlotCount).WithHeads(input.Layout, heads);
        List<ValueId> products = [];
        for (int turn = 0; turn < factor.Heads; turn++)
        {
            int steps = turn << heads[0];
            Contraction contraction = new(input.Layout, parts, input.Features, PackedValue.OtherName(input.Features), steps);
            ValueId part = builder.Add(new PackedMatrixProduct(input.Value, weight, contraction), name);
            ValueId own = turn == 0 ? factor.Value : builder.Add(new PackedRotate(factor.Value, steps), name + "#product");
            products.Add(builder.Add(new PackedMultiply(part, own, output), name + "#product"));
        }

        return new PackedValue(products.Aggregate((sum, next) => builder.Add(new PackedAdd(sum, next), name + "#product")), output);
    }

    /// <summary>Whether the layout has the features of heads where the operand has them.</summary>
    public static bool Fits(LoweringContext context, PackedValue input, Layout layout) => Positions(context).All(position =>
        layout.BitAt(position) is { IsIndex: true } bit && bit.Terms[0].Step == input.Layout.BitAt(position).StepOf(input.Features));

    private static int[] Positions(LoweringContext context) =>
        [.. Enumerable.Range(context.Layouts.TokenBits + context.Layouts.WrapBits, context.Layouts.HeadBits)];

    /// <summary>The layout where the bits of heads choose rows of the operand as well.</summary>
    private static Layout WithHeads(this Layout layout, Layout input, int[] heads) => heads.Aggregate(layout, (current, position) =>
        current.WithBit(position, LayoutAxis.Of(2, [.. current.BitAt(position).Terms, .. input.BitAt(position).Terms])));
}
