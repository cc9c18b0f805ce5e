using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A layer of few results from many features, where all rows are the same: slots take as many terms as there are results, and the sum over slots behind it takes the rest.</summary>
/// <remarks>Gazelle (USENIX Security 2018), section 4.2, "hybrid". The sum leaves the results again and again in all slots, and nothing else.</remarks>
internal static class LayerParts
{
    /// <param name="lowering">The lowering.</param>
    /// <param name="map">The layer from its operand as it is.</param>
    /// <param name="operand">Its operand.</param>
    /// <param name="layer">The layer; its operand, where an input and the layer alone, is packed again and again.</param>
    /// <param name="most">What the layer costs in another way.</param>
    /// <returns>The operand, and the map to <see cref="PartsOfSums"/>; null where rows differ, or that costs as much.</returns>
    public static (RowValue Operand, LinearMap Map)? For(RowLowering lowering, LinearMap map, RowValue operand, Node layer, double most)
    {
        if (map.Output.CiphertextCount > 1 || map.Indexed.Count > 0 || map.Shared.Any() || !RowAxes.Of(map.Input, lowering.Rows).All(IsRepeated))
        {
            return null;
        }

        // Layers that are added are all in parts or none is, so widths alone decide.
        double[] others = [.. Others(lowering, layer).Select(other => Saved(lowering, other))];
        double saved = Saved(lowering, layer);
        ValueId source = layer.Op.Inputs[0];
        bool isInput = others.Length == 0 && map.Input.CiphertextCount == 1 && lowering.Source[source].Op is Input;
        Layout input = isInput ? Everywhere(lowering.Rows, map.Input) : map.Input;
        if (saved == 0 || others.Contains(0) || ToParts(lowering.Rows, map, input) is not LinearMap parts)
        {
            return null;
        }

        double sum = LayerCost.Doubling * Math.Log2(parts.Output.Dimension(PartsOfSums.Dimension).Size);
        return (others.Length == 0 ? most - LayerCost.Of(parts) : saved + others.Sum()) > sum
            ? (isInput ? lowering.InputAgain(source, input, operand.Axes)! : operand, parts)
            : null;
    }

    /// <summary>What is added to this layer: other layers share its sum over parts, anything else would have to lie as its result does.</summary>
    private static IEnumerable<Node> Others(RowLowering lowering, Node layer)
    {
        Node sum = layer;
        while (lowering.Users[sum.Id.Index] is [{ Op: Add } user])
        {
            sum = user;
        }

        return Summands(sum).Where(other => other != layer);

        IEnumerable<Node> Summands(Node of) => of.Op is Add add ? Summands(lowering.Source[add.Left]).Concat(Summands(lowering.Source[add.Right])) : of.Op is Constant ? [] : [of];
    }

    /// <summary>What a layer saves in parts, the sum over these apart, as its width lets expect; what is no layer, or has no fewer results than features, saves nothing.</summary>
    private static double Saved(RowLowering lowering, Node layer)
    {
        int results = lowering.ShapeOf(layer.Id)[-1];
        int features = layer.Op is Linear ? lowering.ShapeOf(layer.Op.Inputs[0])[-1] : 0;
        return PowersOfTwo.AtLeast(results) < features ? LayerCost.Of(features + results) - LayerCost.Of(PowersOfTwo.AtLeast(results)) : 0;
    }

    private static bool IsRepeated(LayoutAxis axis) => axis.IsCopies && !axis.HasGap;

    /// <summary>The features of a row again and again.</summary>
    private static Layout Everywhere(RowShape rows, Layout layout)
    {
        LayoutAxis[] axes = [.. RowAxes.InRow(layout, rows)];
        int run = PowersOfTwo.AtLeast(RowAxes.Reach(axes));
        axes[0] = axes[0] with { Room = run };
        AxisStack stack = new(axes, run);
        stack.Put(LayoutAxis.Copies(rows.Slots / run));
        return stack.Layout(layout.Dimensions, rows.Slots);
    }

    /// <summary>The layer to as many parts as results have room beside each other in what repeats; null where that is one.</summary>
    private static LinearMap? ToParts(RowShape rows, LinearMap map, Layout input)
    {
        int run = input.SlotAxes.TakeWhile(IsRepeated).Aggregate(rows.Slots, static (_, axis) => axis.Stride);
        LayoutAxis[] results = [.. RowAxes.InRow(map.Output, rows)];
        int room = PowersOfTwo.AtLeast(RowAxes.Reach(results));
        if (run <= room)
        {
            return null;
        }

        results[0] = results[0] with { Room = room };
        AxisStack stack = new(results, room);
        stack.Put(LayoutAxis.Of(PartsOfSums.Dimension, run / room));
        stack.Put(LayoutAxis.Copies(rows.Slots / run));
        Layout output = stack.Layout([new LayoutDimension(PartsOfSums.Dimension, run / room), .. map.Output.Dimensions], rows.Slots);
        return new LinearMap(input, output, map.Contracted, map.Produced, parts: PartsOfSums.Dimension);
    }
}
