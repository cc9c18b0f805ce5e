using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers the normalization of centered rows: square, sum over features, inverse square root, product.</summary>
/// <remarks>
/// Levels: 2 plus the polynomial's, the last one for the product, which waits for the users: see <see cref="RowFactor"/>. Rotations:
/// log2 of the features, one each.
/// </remarks>
internal static class NormalizeLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, Normalize normalize)
    {
        if (normalize.InverseRoot is null || !normalize.Normalized)
        {
            throw context.Unsupported(node, "its inverse square root has no polynomial in normalized form; run the approximation passes first.");
        }

        PackedValue input = context.Materialized(normalize.Input, node.Name);
        if (!input.IsFull)
        {
            input = Relocation.InLayout(context, normalize.Input, input.TokensLike(context.Layouts.Hidden), node.Name);
        }

        GraphBuilder builder = context.Builder;
        ValueId square = builder.Add(new PackedMultiply(input.Value, input.Value), node.Name + "#power");
        PackedValue sum = SlotSums.Sum(builder, new PackedValue(square, input.Layout), input.Layout.PositionsOf(input.Features), node.Name + "#sum");
        ValueId scaled = normalize.Gain == 1 ? sum.Value : builder.Add(new PackedMultiplyScalar(sum.Value, normalize.Gain), node.Name + "#sum");
        ValueId shifted = builder.Add(new PackedAddScalar(scaled, normalize.Shift), node.Name + "#sum");
        ValueId inverse = builder.Add(new PackedPolynomial(shifted, normalize.InverseRoot), node.Name + "#inverse");
        return input with { Factor = new RowFactor(inverse) };
    }
}
