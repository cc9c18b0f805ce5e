using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A layer whose operand lacks a factor for each head: one map takes every head by itself, and an inner product with the factors adds them.</summary>
internal static class HeadFactors
{
    /// <summary>Each head is a product and a function more.</summary>
    private const int MostHeads = 4;

    /// <param name="lowering">The lowering.</param>
    /// <param name="input">Lacks a product with a <see cref="PartialFunction"/>.</param>
    /// <param name="map">The layer, with all heads.</param>
    /// <param name="weight">Of the layer.</param>
    /// <param name="name">Of the nodes.</param>
    /// <returns>Null where the factor is none of heads that are few, or values have several ciphertexts.</returns>
    public static ValueId? Layer(RowLowering lowering, RowValue input, LinearMap map, string weight, string name)
    {
        if (input.Pending is not WaitingFactor { Factor: { Pending: PartialFunction function } factor, Below: var below } || (map.Input.CiphertextCount > 1 && below is not ValueInPairs) || map.Output.CiphertextCount > 1)
        {
            return null;
        }

        string[] names = [.. factor.Names.Where(map.Contracted.Contains)];
        IReadOnlyList<HeadLayout> heads = HeadLayout.All(map.Input, names);
        int slots = PowersOfTwo.AtLeast(RowAxes.Reach(RowAxes.InRow(map.Output, lowering.Rows)));
        if (heads.Count > MostHeads || !map.Contracted.Take(names.Length).SequenceEqual(names))
        {
            return null;
        }

        LinearMap ofHeads = new(map.Input, OfHeads(map.Output), map.Contracted.Skip(names.Length), map.Produced, names);
        ValueId parts = lowering.Builder.Add(new PackedLinearMap(input.Value, weight, ofHeads), name);
        RowValue[] factors = [.. heads.Select(head => function.OfHead(lowering, factor, head, slots))];
        ValueId joined = Bundles.Joined(lowering, [.. factors.Select(static of => of.Value)], OfHeads(factors[0].Layout), name);
        return lowering.Builder.Add(new PackedInnerProduct(parts, joined, map.Output), name);

        Layout OfHeads(Layout one) => AxisStack.Above(
            one,
            names.Reverse().Select(head => LayoutAxis.Of(head, map.Input.Dimension(head).Extent)),
            [.. names.Select(head => new LayoutDimension(head, map.Input.Dimension(head).Extent))]);
    }
}
