using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A layer whose operand lacks a factor for each head: every head goes through the layer by itself, beside the factors, and one inner product of both adds them.</summary>
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

        IReadOnlyList<HeadLayout> heads = HeadLayout.All(map.Input, [.. factor.Names.Where(map.Contracted.Contains)]);
        int slots = PowersOfTwo.AtLeast(RowAxes.Reach(RowAxes.InRow(map.Output, lowering.Rows)));
        if (heads.Count > MostHeads)
        {
            return null;
        }

        ValueId[] parts = [.. heads.Select(head => OfHead(lowering, input.Value, map, head, weight, name))];
        RowValue[] factors = [.. heads.Select(head => function.OfHead(lowering, factor, head, slots))];
        string counted = lowering.NewName("h");
        return lowering.Builder.Add(new PackedInnerProduct(Joined(parts, map.Output), Joined([.. factors.Select(static of => of.Value)], factors[0].Layout), map.Output), name);

        ValueId Joined(IReadOnlyCollection<ValueId> values, Layout one)
        {
            Layout layout = AxisStack.Above(one, [LayoutAxis.Of(counted, heads.Count)], new LayoutDimension(counted, heads.Count));
            return Bundles.Joined(lowering, values, layout, name);
        }
    }

    private static ValueId OfHead(RowLowering lowering, ValueId input, LinearMap map, HeadLayout head, string weight, string name)
    {
        Layout own = head.Of(map.Input, SlotFill.Unused);
        ValueId part = own == map.Input ? input : lowering.Builder.Add(new PackedPart(input, 0, own), name);
        return lowering.Builder.Add(new PackedLinearMap(part, Rows(lowering, map, head, weight), new LinearMap(own, map.Output, map.Contracted, map.Produced)), name);
    }

    /// <summary>The rows of a layer's weights that belong to a head, as a weight of its own.</summary>
    private static string Rows(RowLowering lowering, LinearMap map, HeadLayout head, string weight)
    {
        if (head.Indices.Count == 0)
        {
            return weight;
        }

        double[] all = [.. lowering.Builder.Weights.Data(weight).Values];
        int[] rows = [.. Enumerable.Range(0, map.Rows).Where(row => head.Indices.All(of => IndexAt(map, row, of.Dimension) == of.Index))];
        double[] own = [.. rows.SelectMany(row => all.AsSpan(row * map.Columns, map.Columns).ToArray())];
        string suffix = string.Join('.', head.Indices.Select(static of => of.Index));
        return lowering.AddWeight($"{weight}.head.{suffix}", new Tensor(ElementType.Float64, Shape.Of(rows.Length, map.Columns), own));
    }

    /// <summary>A dimension's index in a row of W.</summary>
    private static int IndexAt(LinearMap map, int row, string dimension)
    {
        int below = map.Contracted.SkipWhile(name => name != dimension).Skip(1).Aggregate(1, (count, name) => count * map.Input.Dimension(name).Extent);
        return row / below % map.Input.Dimension(dimension).Extent;
    }
}
