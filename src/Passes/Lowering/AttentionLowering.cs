using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers power-softmax attention: scores in as few ciphertexts as hold all pairs of tokens, one for each chunk of keys.</summary>
/// <remarks>
/// Levels: 1 (scores) + log2 p (power) + the larger of the inverse's and 1 (values) + 1 (product of the two). Rotations for C chunks:
/// C log2 of the head width for the scores, log2 of the shifts for the sums and again for the values; see <see cref="KeyChunks"/> for those
/// that shift. No mask: scores and sums repeat themselves along the feature bits above them (see <see cref="LatencyLayouts"/>).
/// arXiv 2410.09457.
/// </remarks>
internal sealed class AttentionLowering
{
    private readonly LoweringContext context;
    private readonly PowerAttention attention;
    private readonly string name;
    private readonly AttentionLayouts layouts;

    private AttentionLowering(LoweringContext context, Node node, PowerAttention attention)
    {
        this.context = context;
        this.attention = attention;
        name = node.Name;
        layouts = new AttentionLayouts(context.Layouts);
    }

    private GraphBuilder Builder => context.Builder;

    public static PackedValue Lower(LoweringContext context, Node node, PowerAttention attention)
    {
        if (attention.Inverse is null || attention.Scale != 1.0 || !attention.Normalized)
        {
            throw context.Unsupported(node, "its reciprocal has no polynomial in normalized form; run the approximation passes first.");
        }

        return new AttentionLowering(context, node, attention).Lower();
    }

    private PackedValue Lower()
    {
        ValueId query = Relocation.InLayout(context, attention.Query, layouts.Queries, name).Value;
        IReadOnlyList<PackedValue> keys = KeyChunks.Of(context, layouts, attention.Key, name);
        IReadOnlyList<PackedValue> values = KeyChunks.Of(context, layouts, attention.Value, name);
        PackedValue[] powers = [.. keys.Select(key => Powers(query, key.Value))];
        ValueId inverse = Inverse(powers);

        Layout terms = layouts.ValueTerms(context.Width(attention.Value), values[0].Features);
        ValueId[] weighted = [.. powers.Zip(values, (power, value) => Builder.Add(new PackedMultiply(power.Value, value.Value, terms), name + "#values"))];
        PackedValue sum = SlotSums.Sum(Builder, new PackedValue(Add(weighted, "#values"), terms), layouts.ShiftPositions, name + "#values");
        return sum with { Factor = new RowFactor(inverse, attention.Heads) };
    }

    /// <summary>Powers of the scores of one chunk.</summary>
    private PackedValue Powers(ValueId query, ValueId keys)
    {
        Layout terms = layouts.ScoreTerms();
        ValueId products = Builder.Add(new PackedMultiply(query, keys, terms), name + "#scores");
        PackedValue scores = SlotSums.Sum(Builder, new PackedValue(products, terms), layouts.TopPositions, name + "#scores");
        return scores with { Value = Power(scores.Value) };
    }

    /// <summary>x^p for even p by repeated squaring: ceil(log2 p) levels.</summary>
    private ValueId Power(ValueId value)
    {
        ValueId? result = null;
        ValueId square = value;
        for (int rest = attention.Power; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                result = result is ValueId partial ? Builder.Add(new PackedMultiply(partial, square), name + "#power") : square;
            }

            if (rest > 1)
            {
                square = Builder.Add(new PackedMultiply(square, square), name + "#power");
            }
        }

        return result!.Value;
    }

    /// <summary>One over the sum of powers, for every query and head, repeated along features and blocks.</summary>
    private ValueId Inverse(PackedValue[] powers)
    {
        ValueId all = Add([.. powers.Select(static power => power.Value)], "#sum");
        PackedValue sum = SlotSums.Sum(Builder, powers[0] with { Value = all }, layouts.ShiftPositions, name + "#sum");
        return Builder.Add(new PackedPolynomial(Shifted(sum.Value), attention.Inverse!), name + "#inverse");
    }

    /// <summary>Adds the shift where a query is: elsewhere the polynomial's argument is zero, well inside its interval.</summary>
    private ValueId Shifted(ValueId sum)
    {
        if (context.Layouts.WrapBits == 0)
        {
            return Builder.Add(new PackedAddScalar(sum, attention.Shift), name + "#sum");
        }

        string weight = name + ".shift";
        double[] shifts = [.. Enumerable.Repeat(attention.Shift, context.Layouts.Tokens)];
        Builder.Weights = Builder.Weights.With(weight, new Tensor(ElementType.Float64, Shape.Of(shifts.Length), shifts));
        return Builder.Add(new PackedAddPlain(sum, weight, layouts.QueryNumbers()), name + "#sum");
    }

    private ValueId Add(ValueId[] summands, string role) =>
        summands.Aggregate((sum, next) => Builder.Add(new PackedAdd(sum, next), name + role));
}
