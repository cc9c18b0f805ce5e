using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>
/// Lowers power-softmax attention: all scores in one ciphertext in diagonal order, sums over keys by rotations over blocks.
/// </summary>
/// <remarks>
/// Levels: 1 (scores) + log2 p (power) + the inverse's + 1 (weights) + 1 (values). Rotations: log2 of the head width for the
/// scores, log2 of the tokens for the sum and again for the values. No mask: scores and sums repeat themselves along the
/// feature bits above them (see <see cref="LatencyLayouts"/>). arXiv 2410.09457.
/// </remarks>
internal static class AttentionLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, PowerAttention attention)
    {
        CheckNormalized(context, node, attention);
        GraphBuilder builder = context.Builder;
        LatencyLayouts layouts = context.Layouts;
        PackedValue query = context.Materialized(attention.Query, node.Name);
        PackedValue key = Skewed(context, node, attention.Key);
        PackedValue value = Skewed(context, node, attention.Value);

        ValueId products = builder.Add(new PackedMultiply(query.Value, key.Value, layouts.ScoreTerms()), node.Name + "#scores");
        PackedValue scores = SlotSums.Sum(builder, new PackedValue(products, layouts.ScoreTerms()), layouts.TopPositions, node.Name + "#scores");
        ValueId power = Power(builder, scores.Value, attention.Power, node.Name + "#power");
        PackedValue sum = SlotSums.Sum(builder, new PackedValue(power, scores.Layout), layouts.KeyPositions, node.Name + "#sum");
        ValueId shifted = builder.Add(new PackedAddScalar(sum.Value, attention.Shift), node.Name + "#sum");
        ValueId inverse = builder.Add(new PackedPolynomial(shifted, attention.Inverse!), node.Name + "#inverse");
        ValueId weights = builder.Add(new PackedMultiply(power, inverse), node.Name + "#product");

        Layout terms = layouts.ValueTerms(context.Width(attention.Value), value.Features);
        ValueId weighted = builder.Add(new PackedMultiply(weights, value.Value, terms), node.Name + "#values");
        return SlotSums.Sum(builder, new PackedValue(weighted, terms), layouts.KeyPositions, node.Name + "#values");
    }

    /// <summary>x^p for even p by repeated squaring: ceil(log2 p) levels.</summary>
    private static ValueId Power(GraphBuilder builder, ValueId value, int power, string name)
    {
        ValueId? result = null;
        ValueId square = value;
        for (int rest = power; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                result = result is ValueId partial ? builder.Add(new PackedMultiply(partial, square), name) : square;
            }

            if (rest > 1)
            {
                square = builder.Add(new PackedMultiply(square, square), name);
            }
        }

        return result!.Value;
    }

    /// <summary>Keys or values with a shifted copy a block: the client packs the input so, and the product keeps it.</summary>
    private static PackedValue Skewed(LoweringContext context, Node node, ValueId operand)
    {
        if (context.Source[operand] is not { Op: Linear linear } producer || context.Source[linear.Input].Op is not Input input)
        {
            throw context.Unsupported(node, "keys and values must be linear in an input of the circuit; attention over computed values (a second layer) is not laid out in this version.");
        }

        PackedValue skewed = context.InputAs(input, context.Layouts.Skewed(context.Width(linear.Input), "f"));
        return LinearLowering.Into(context, producer, linear, skewed, context.Layouts.Skewed);
    }

    private static void CheckNormalized(LoweringContext context, Node node, PowerAttention attention)
    {
        if (attention.Inverse is null || attention.Scale != 1.0 || !attention.Normalized)
        {
            throw context.Unsupported(node, "its reciprocal has no polynomial in normalized form; run the approximation passes first.");
        }
    }
}
