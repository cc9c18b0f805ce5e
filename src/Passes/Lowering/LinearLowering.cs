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
        PackedValue input = Operand(context, node, linear);
        int columns = Columns(context, linear);
        if (IsNarrow(context, input, columns))
        {
            return Narrow(context, node, linear, input, columns);
        }

        // Partial sums of a wider layer lie on top, where their sum repeats itself.
        int extra = context.Layouts.ExtraBits(columns) > 0 ? 0 : context.Layouts.ExtraBits(context.Width(linear.Input));
        return extra == 0
            ? Into(context, node, linear, input, input.TokensLike(context.Layouts.Hidden))
            : Into(context, node, linear, input, input.TokensLike((features, name) => context.Layouts.Raised(features, name, extra)));
    }

    /// <summary>A mean over tokens that no linear layer follows: taken by a product with the identity, and its level.</summary>
    public static PackedValue TakeMean(LoweringContext context, Node node, PackedValue pooled)
    {
        int width = context.Width(node.Id);
        return context.Materialize(Narrow(context, node, new Linear(node.Id, context.Identity(width), null), pooled, width), node.Name);
    }

    /// <summary>The operand; a factor it is still to be multiplied by stays where multiplying the result saves a level.</summary>
    public static PackedValue Operand(LoweringContext context, Node node, Linear linear)
    {
        PackedValue value = context[linear.Input];
        bool isSplit = value.Factor is { Heads: > 1 };
        bool isNarrow = IsNarrow(context, value, Columns(context, linear));
        bool stays = value.Factor is { Heads: <= RowFactor.MostHeads } && !(isSplit && isNarrow) && !context.Depths.HasSlack(node.Id);
        // A mean waits as well: the layer's result is summed over the tokens, at no level.
        return context.Materialize(stays ? value : context.Multiplied(linear.Input), node.Name);
    }

    /// <summary>A result at least as wide as the hidden state, in a layout given by the caller.</summary>
    public static PackedValue Into(LoweringContext context, Node node, Linear linear, PackedValue input, Func<int, string, Layout> target)
    {
        Layout layout = target(Columns(context, linear), PackedValue.OtherName(input.Features));
        if (input.Factor is { Heads: > 1 } && !HeadProducts.Fits(context, input, layout))
        {
            input = context.Materialized(linear.Input, node.Name);
        }

        return AddBias(context, node, linear, Product(context, node.Name, linear.Weight, input, layout), 0);
    }

    /// <summary>
    /// The product in a layout. Where the operand is repeated in no way along bits that the layout repeats, the product leaves zeros and
    /// rotations repeat it; where operand features lie on top of the layout's copies, partial sums end there.
    /// </summary>
    public static PackedValue Product(LoweringContext context, string name, string weight, PackedValue input, Layout layout)
    {
        int[] kept = KeptOnTop(input, layout);
        int[] absent = SlotSums.PositionsOf(layout, static bit => bit.IsCopies)
            .Where(position => input.Layout.BitAt(position).HasGap).ToArray();
        Layout output = WithKept(layout, input, kept).WithBits(absent, LayoutAxis.Zeros(2));
        PackedValue product = input.Factor is { Heads: > 1 }
            ? HeadProducts.Lower(context, name, weight, input, output)
            : Multiply(context, name, weight, input, output);
        PackedValue sum = SlotSums.Sum(context.Builder, product, kept, name + "#sum");
        sum = input.Factor is { Heads: 1 } factor ? Times(context, name, sum, factor) : sum;
        return SlotSums.Replicate(context.Builder, sum, absent, name + "#replicate");
    }

    /// <summary>Whether the result is laid out on its own: a mean over tokens, or narrower than the hidden state.</summary>
    private static bool IsNarrow(LoweringContext context, PackedValue input, int columns) =>
        input.Pooled || PowersOfTwo.BitsFor(columns) < context.Layouts.WidthBits;

    private static int Columns(LoweringContext context, Linear linear) => context.Builder.Weights[linear.Weight].Type.Shape[1];

    /// <summary>The highest bits, as long as they are features of the operand and copies in the result.</summary>
    private static int[] KeptOnTop(PackedValue input, Layout layout) => Enumerable.Range(0, layout.BitCount()).Reverse()
        .TakeWhile(position => layout.BitAt(position).IsCopies && input.Layout.BitAt(position).AddsTo(input.Features))
        .ToArray();

    /// <summary>A result narrower than the hidden state: partial sums in the remaining feature bits (and tokens, for a mean).</summary>
    private static PackedValue Narrow(LoweringContext context, Node node, Linear linear, PackedValue input, int columns)
    {
        int addressBits = input.Layout.BitCount();
        int columnBits = PowersOfTwo.BitsFor(columns);
        if (columnBits > addressBits - context.Layouts.TokenBits)
        {
            throw LayoutException.TooLarge(
                $"a layer of {context.Layouts.Tokens} tokens to {columns} outputs", columnBits + context.Layouts.TokenBits, input.Layout.SlotCount, context.Layouts.Nearest(columnBits));
        }

        string produced = PackedValue.OtherName(input.Features);
        bool repeats = !MaySharePartialSums(context, node);
        Layout layout = Layout.Stack(
            input.Layout.Dimensions.Append(new LayoutDimension(produced, 1 << columnBits, columns)),
            input.Layout.Bits().Select(bit => bit.IsIndex || (repeats && bit.IsCopies) ? bit : LayoutAxis.Zeros(2)));
        for (int bit = 0; bit < columnBits; bit++)
        {
            layout = layout.WithBit(addressBits - columnBits + bit, LayoutAxis.Of(produced, 2, 1 << bit));
        }

        int pending = PendingMask(layout, input, produced);
        string weight = input.Pooled ? MeanWeight(context, linear.Weight, input) : linear.Weight;
        PackedValue product = Multiply(context, node.Name, weight, input, layout);
        product = input.Factor is { } factor ? Times(context, node.Name, product, factor) : product;
        product = product with { Layout = product.Layout.WithBits(SlotSums.PositionsIn(pending), LayoutAxis.Unused(2)), Pending = pending };
        return AddBias(context, node, linear, product, pending);
    }

    /// <summary>Whether a sum may want zeros where another operand has partial sums; otherwise copies cost nothing.</summary>
    private static bool MaySharePartialSums(LoweringContext context, Node node) =>
        context.Source.IsOutput(node.Id) || context.Source.Nodes.Any(user => user.Op is Add add && (add.Left == node.Id || add.Right == node.Id));

    private static int PendingMask(Layout layout, PackedValue input, string produced) => Enumerable.Range(0, layout.BitCount())
        .Where(position => layout.BitAt(position).IsIndex && !layout.BitAt(position).AddsTo(produced))
        .Where(position => input.Pooled || !layout.BitAt(position).AddsTo("t"))
        .Aggregate(0, static (mask, position) => mask | (1 << position));

    private static Layout WithKept(Layout hidden, PackedValue input, int[] kept)
    {
        Layout layout = kept.Length == 0 ? hidden : new Layout(hidden.Dimensions.Append(input.Layout.Dimension(input.Features)), hidden.Axes, hidden.SlotCount);
        return kept.Aggregate(layout, (current, position) => current.WithBit(position, input.Layout.BitAt(position)));
    }

    private static PackedValue Multiply(LoweringContext context, string name, string weight, PackedValue input, Layout output)
    {
        Contraction contraction = new(input.Layout, output, input.Features, PackedValue.OtherName(input.Features));
        return new PackedValue(context.Builder.Add(new PackedMatrixProduct(input.Value, weight, contraction), name), output);
    }

    private static PackedValue Times(LoweringContext context, string name, PackedValue value, RowFactor factor) =>
        value with { Value = context.Builder.Add(new PackedMultiply(value.Value, factor.Value, value.Layout), name + "#product") };

    private static PackedValue AddBias(LoweringContext context, Node node, Linear linear, PackedValue product, int pending)
    {
        if (linear.Bias is null)
        {
            return product;
        }

        Layout plain = product.Layout.Only(product.Features);
        plain = plain.WithBits(SlotSums.PositionsIn(pending), LayoutAxis.Zeros(2));
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
