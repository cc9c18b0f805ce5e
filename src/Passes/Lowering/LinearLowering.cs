using System;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers x W + b to a matrix product between two layouts.</summary>
internal static class LinearLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, Linear linear)
    {
        PackedValue input = context.Materialized(linear.Input, node.Name);
        int columns = context.Builder.Weights[linear.Weight].Type.Shape[1];
        bool narrow = input.Pooled || columns < 1 << HiddenBits(context);
        return narrow ? Narrow(context, node, linear, input, columns) : Wide(context, node, linear, input, columns);
    }

    /// <summary>A product whose result lies in a layout given by the caller, of the same structure as the operand's.</summary>
    public static PackedValue Into(LoweringContext context, Node node, Linear linear, PackedValue input, Func<int, string, Layout> layoutOf)
    {
        int columns = context.Builder.Weights[linear.Weight].Type.Shape[1];
        Layout output = layoutOf(columns, PackedValue.OtherName(input.Features));
        return AddBias(context, node, linear, Product(context, node, linear.Weight, input, output), 0);
    }

    private static int HiddenBits(LoweringContext context) => context.Layouts.HeadBits + context.Layouts.TopPositions.Count();

    /// <summary>Every token keeps its own result, as wide as the hidden state or wider.</summary>
    private static PackedValue Wide(LoweringContext context, Node node, Linear linear, PackedValue input, int columns)
    {
        string produced = PackedValue.OtherName(input.Features);
        Layout hidden = context.Layouts.Hidden(columns, produced);
        int[] kept = context.Layouts.FreePositions.Where(position => input.Layout.BitAt(position).Role == BitRole.Index).ToArray();
        if (kept.Length > 0 && hidden.BitAt(kept[0]).Role == BitRole.Index)
        {
            throw context.Unsupported(node, "a product between two layers that are both wider than the hidden state is not laid out in this version.");
        }

        Layout output = WithKept(hidden, input, kept);
        int[] unspecified = SlotSums.PositionsOf(input.Layout, BitRole.Unspecified);
        output = output.WithBits(unspecified.Where(position => output.BitAt(position).Role == BitRole.Replicate), AddressBit.Zero);
        PackedValue product = Product(context, node, linear.Weight, input, output);
        int pending = kept.Aggregate(0, static (mask, position) => mask | (1 << position));
        if (pending != 0)
        {
            product = context.Materialize(product with { Layout = product.Layout.WithBits(kept, AddressBit.Unspecified), Pending = pending }, node.Name);
        }

        return AddBias(context, node, linear, SlotSums.ReplicateZeros(context.Builder, product, node.Name + "#replicate"), 0);
    }

    /// <summary>A result narrower than the hidden state: partial sums in the remaining feature bits (and tokens, for a mean).</summary>
    private static PackedValue Narrow(LoweringContext context, Node node, Linear linear, PackedValue input, int columns)
    {
        int[] top = context.Layouts.TopPositions.ToArray();
        int columnBits = LatencyLayouts.Bits(columns);
        if (columnBits > top.Length)
        {
            throw context.Unsupported(node, $"{columns} outputs need {columnBits} bits of the {top.Length} bits of a head's width; a result between them is not laid out in this version.");
        }

        string produced = PackedValue.OtherName(input.Features);
        Layout layout = Layout.Of(
            input.Layout.Dimensions.Append(new LayoutDimension(produced, 1 << columnBits, columns)),
            input.Layout.Bits.Select(static bit => bit.Role == BitRole.Index ? bit : AddressBit.Zero));
        for (int bit = 0; bit < columnBits; bit++)
        {
            layout = layout.WithBit(top[top.Length - columnBits + bit], AddressBit.Of(produced, bit));
        }

        int pending = PendingMask(layout, input, produced);
        string weight = input.Pooled ? MeanWeight(context, linear.Weight, input) : linear.Weight;
        PackedValue product = Product(context, node, weight, input, layout);
        product = product with { Layout = product.Layout.WithBits(SlotSums.PositionsIn(pending), AddressBit.Unspecified), Pending = pending };
        return AddBias(context, node, linear, product, pending);
    }

    private static int PendingMask(Layout layout, PackedValue input, string produced) => Enumerable.Range(0, layout.Bits.Count)
        .Where(position => layout.BitAt(position).Role == BitRole.Index && !layout.BitAt(position).Dimensions.Contains(produced))
        .Where(position => input.Pooled || !layout.BitAt(position).Dimensions.Contains("t"))
        .Aggregate(0, static (mask, position) => mask | (1 << position));

    private static Layout WithKept(Layout hidden, PackedValue input, int[] kept)
    {
        Layout layout = kept.Length == 0 ? hidden : Layout.Of(hidden.Dimensions.Append(input.Layout.Dimension(input.Features)), hidden.Bits);
        return kept.Aggregate(layout, (current, position) => current.WithBit(position, input.Layout.BitAt(position)));
    }

    private static PackedValue Product(LoweringContext context, Node node, string weight, PackedValue input, Layout output)
    {
        string produced = PackedValue.OtherName(input.Features);
        Contraction contraction = new(input.Layout, output, input.Features, produced);
        return new PackedValue(context.Builder.Add(new PackedMatrixProduct(input.Value, weight, contraction), node.Name), output);
    }

    private static PackedValue AddBias(LoweringContext context, Node node, Linear linear, PackedValue product, int pending)
    {
        if (linear.Bias is null)
        {
            return product;
        }

        Layout plain = product.Layout.Only(product.Features);
        plain = plain.WithBits(SlotSums.PositionsIn(pending), AddressBit.Zero);
        return product with { Value = context.Builder.Add(new PackedAddPlain(product.Value, linear.Bias, plain), node.Name + "#bias") };
    }

    /// <summary>The weight divided by the number of tokens, so that the sum over tokens is the mean.</summary>
    private static string MeanWeight(LoweringContext context, string weight, PackedValue input)
    {
        string name = weight + "#mean";
        if (!context.Builder.Weights.Contains(name))
        {
            Tensor data = context.Builder.Weights.Data(weight);
            double tokens = input.Layout.Dimension("t").Extent;
            Tensor scaled = new(Ir.Types.ElementType.Float64, data.Shape, Array.ConvertAll(data.Values, value => value / tokens));
            context.Builder.Weights = context.Builder.Weights.With(name, scaled);
        }

        return name;
    }
}
