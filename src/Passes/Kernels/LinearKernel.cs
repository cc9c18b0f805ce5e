using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A linear layer: a linear map from the features of each row to other features, and a bias on rows that hold tokens. A level.</summary>
internal static class LinearKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Linear linear)
    {
        Tensor? bias = linear.Bias is null ? null : lowering.Builder.Weights.Data(linear.Bias);
        return Lower(lowering, node, linear.Input, linear.Weight, bias);
    }

    /// <summary>Gain x (x - mean(x)) as a product with a matrix.</summary>
    public static RowValue Lower(RowLowering lowering, Node node, Center center)
    {
        int width = lowering.ShapeOf(node.Id)[-1];
        double[] values = [.. Enumerable.Range(0, width * width).Select(place => center.Gain * ((place % (width + 1) == 0 ? 1.0 : 0.0) - (1.0 / width)))];
        string weight = lowering.AddWeight(node.Name + ".center", new Tensor(ElementType.Float64, Shape.Of(width, width), values));
        return Lower(lowering, node, center.Input, weight, bias: null);
    }

    private static RowValue Lower(RowLowering lowering, Node node, ValueId value, string weight, Tensor? bias)
    {
        IReadOnlyList<TensorDimension> produced = Produced(lowering, node.Id);
        RowValue early = lowering.Lacking<IPendingFactor>(value);
        HalvesInPairs? halves = null;
        if (lowering.Halved?.Of(node.Id) is HalvesInPairs kind && OutputLayout(lowering, early, early.Axes[^1], produced) is { CiphertextCount: 2 } pairs)
        {
            (halves, int width, int half) = (kind, produced[^1].Extent, pairs.CiphertextAxes.Single().Terms[0].Step);

            // What stays in pairs is half of what the map gives.
            weight = lowering.AddWeight(weight + ".halves", kind.Scaled(lowering.Builder.Weights.Data(weight), width, half, 2));
            bias = bias is null ? null : kind.Scaled(bias, width, half, 1);
        }

        RowValue result = (halves is null ? OfHeads(lowering, node, early, weight, produced) : null) ?? (BehindLayer(lowering, early, produced) is WaitingFactor waiting
            ? waiting.Times(lowering, Mapped(lowering, node, early, weight, produced, halves), node.Name)
            : Mapped(lowering, node, halves is null && early.Pending is ValueInPairs ? early with { Pending = null } : lowering[value], weight, produced, halves));
        int shares = result.Pending is PartsOfSums parts ? parts.Count : 1;
        return bias is null ? result : Plaintexts.Add(lowering, result, bias.Map(summand => summand / shares), result.Axes[^1], node.Name);
    }

    /// <summary>The factor of rows that is computed beside the layer and waits until behind it; null where there is none.</summary>
    private static WaitingFactor? BehindLayer(RowLowering lowering, RowValue early, IReadOnlyList<TensorDimension> produced) =>
        early.Pending is WaitingFactor { Factor.Pending: null } waiting && WaitingFactor.Waits(early.Layout, OutputLayout(lowering, early, early.Axes[^1], produced)) ? waiting : null;

    /// <summary>The dimensions of a layer's result; of halved heads only half lies in a row.</summary>
    private static IReadOnlyList<TensorDimension> Produced(RowLowering lowering, ValueId layer)
    {
        IReadOnlyList<TensorDimension> all = lowering.DimensionsOf(layer, lowering.ShapeOf(layer).Rank - 1);
        return lowering.Halved?.InSlots(layer) is int half ? [.. all.SkipLast(1), all[^1] with { MostInSlots = half }] : all;
    }

    /// <summary>Each head by itself, where a factor of the heads waits.</summary>
    private static RowValue? OfHeads(RowLowering lowering, Node node, RowValue early, string weight, IReadOnlyList<TensorDimension> produced)
    {
        if (early.Pending is null)
        {
            return null;
        }

        (LinearMap map, IReadOnlyList<IReadOnlyList<string>> axes) = Layer(lowering, early, produced);
        return HeadFactors.Layer(lowering, early, map, weight, node.Name) is ValueId added ? new RowValue(added, map.Output, axes) : null;
    }

    private static (LinearMap Map, IReadOnlyList<IReadOnlyList<string>> Axes) Layer(RowLowering lowering, RowValue input, IReadOnlyList<TensorDimension> produced)
    {
        string[] names = [.. produced.Select(static dimension => dimension.Name)];
        IReadOnlyList<IReadOnlyList<string>> axes = [.. input.Axes.SkipLast(1), names];
        Layout output = OutputLayout(lowering, input, input.Axes[^1], produced).Ordered(axes.SelectMany(static axis => axis));
        return (new LinearMap(input.Layout, output, input.Axes[^1], names), axes);
    }

    private static RowValue Mapped(RowLowering lowering, Node node, RowValue input, string weight, IReadOnlyList<TensorDimension> produced, HalvesInPairs? halves)
    {
        (LinearMap map, IReadOnlyList<IReadOnlyList<string>> axes) = Layer(lowering, input, produced);
        ValueId source = node.Op.Inputs[0];
        (RowTurns? copies, double cost) = CopiedOperand.For(lowering, map, input, source);
        if (LayerParts.For(lowering, map, input, node, cost) is (RowValue everywhere, LinearMap parts))
        {
            ValueId partial = lowering.Builder.Add(new PackedLinearMap(everywhere.Value, weight, parts), node.Name);
            return new RowValue(partial, parts.Output, axes) { Pending = new PartsOfSums(parts.Output.Dimension(PartsOfSums.Dimension).Size) };
        }

        RowValue operand = CopiedOperand.With(lowering, copies, input, source, node.Name);
        LinearMap copied = new(operand.Layout, map.Output, map.Contracted, map.Produced);
        PackedLinearMap op = new(operand.Value, weight, copied, InPairs: halves is not null);
        return new RowValue(lowering.Builder.Add(op, node.Name), map.Output, axes) { Pending = halves };
    }

    /// <summary>The rows of the operand above the features of the result.</summary>
    private static Layout OutputLayout(RowLowering lowering, RowValue input, IReadOnlyList<string> contracted, IReadOnlyList<TensorDimension> produced)
    {
        Layout from = input.Layout;
        RowShape rows = lowering.Rows;
        LayoutAxis[] above = [.. RowAxes.Of(from, rows)];
        string[] others = [.. from.Dimensions.Select(static dimension => dimension.Name).Where(name => !contracted.Contains(name))];
        if (others.Any(name => from.CiphertextAxes.Concat(RowAxes.InRow(from, rows)).Any(axis => axis.AddsTo(name))))
        {
            throw LayoutException.NotLaidOut("it maps the features of each head by itself, or the weights of pairs of tokens; write it as one layer over all features.");
        }

        // Rows that the layer sums over hold the result again and again.
        Layout features = RowLayouts.Of(rows, produced);
        IEnumerable<LayoutAxis> kept = above.Select(axis => axis.Terms.Any(term => contracted.Contains(term.Dimension))
            ? LayoutAxis.Copies(axis.Room / axis.Stride) with { Stride = axis.Stride, Room = axis.Room }
            : axis);

        return new Layout(
            [.. from.Dimensions.Where(dimension => others.Contains(dimension.Name)), .. features.Dimensions],
            [.. features.CiphertextAxes, .. kept, .. RowAxes.InRow(features, rows)],
            rows.Slots,
            features.CiphertextCount);
    }
}
