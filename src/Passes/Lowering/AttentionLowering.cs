using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers power-softmax attention: scores in as few ciphertexts as hold all pairs of tokens.</summary>
/// <remarks>
/// Levels: 1 (scores) + log2 p (power) + the larger of the inverse's and 1 (values) + 1 (product of the two, see <see cref="RowFactor"/>).
/// Rotations: log2 of the head width for the scores of each ciphertext, log2 of its keys for the sums and again for the values; those
/// that shift keys and values are <see cref="KeyChunks"/>'. No mask on the way from queries to weights: scores and sums repeat themselves
/// along the feature bits above them (see <see cref="LatencyLayouts"/>). arXiv 2410.09457.
/// </remarks>
internal sealed class AttentionLowering
{
    /// <summary>
    /// Degree of the inverse up to which two chunks share a ciphertext. The sum of powers then holds a sum over two heads in the half that
    /// no query uses, at most twice as large as any sum: a polynomial of low degree stays small there, one of high degree does not.
    /// </summary>
    public const int LargestPairedDegree = 7;

    private readonly LoweringContext context;
    private readonly PowerAttention attention;
    private readonly string name;
    private readonly AttentionLayouts layouts;

    private AttentionLowering(LoweringContext context, Node node, PowerAttention attention)
    {
        this.context = context;
        this.attention = attention;
        name = node.Name;
        layouts = new AttentionLayouts(context.Layouts, attention.Inverse!.Degree <= LargestPairedDegree);
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
        List<PackedValue> powers = [.. layouts.IsPaired ? PairedPowers(query, keys) : keys.Select(key => Powers(Scores(query, key)))];
        IEnumerable<ValueId> chosen = layouts.IsPaired ? PairedValues(values) : values.Select(static value => value.Value);
        ValueId inverse = Inverse(powers);

        Layout terms = layouts.ValueTerms(context.Width(attention.Value), values[0].Features);
        IEnumerable<ValueId> weighted = powers.Zip(chosen, (power, value) => Builder.Add(new PackedMultiply(power.Value, value, terms), name + "#values"));
        PackedValue sum = SlotSums.Sum(Builder, new PackedValue(Add(weighted, "#values"), terms), layouts.KeyPositions, name + "#values");
        return sum with { Factor = new RowFactor(inverse, attention.Heads) };
    }

    /// <summary>Terms of the scores of one chunk.</summary>
    private ValueId Scores(ValueId query, PackedValue keys) =>
        Builder.Add(new PackedMultiply(query, keys.Value, layouts.ScoreTerms()), name + "#scores");

    /// <summary>Powers of the scores whose terms are given.</summary>
    private PackedValue Powers(ValueId terms)
    {
        PackedValue scores = SlotSums.Sum(Builder, new PackedValue(terms, layouts.ScoreTerms()), layouts.TopPositions, name + "#scores");
        return scores with { Value = Power(scores.Value) };
    }

    /// <summary>Queries in the lower half meet the first chunk of a pair, queries in the upper half the second: one ciphertext holds both.</summary>
    private IEnumerable<PackedValue> PairedPowers(ValueId query, IReadOnlyList<PackedValue> keys)
    {
        int slots = layouts.ScoreTerms().SlotCount;
        ValueId upper = Builder.Add(new PackedRotate(query, slots - layouts.HalfSize), name + "#scores");
        return keys.Chunk(2).Select(pair => Powers(Add([Scores(query, pair[0]), Scores(upper, pair[1])], "#scores")));
    }

    /// <summary>Values of a pair in one ciphertext, each in its half. The masks' level is free: the scores take longer.</summary>
    private IEnumerable<ValueId> PairedValues(IReadOnlyList<PackedValue> values) => values.Chunk(2)
        .Select(pair => Add([Half(pair[0], "lower", [1, 0]), Half(pair[1], "upper", [0, 1])], "#values"));

    private ValueId Half(PackedValue value, string which, double[] mask)
    {
        string weight = "mask." + which;
        Builder.Weights = Builder.Weights.With(weight, new Tensor(ElementType.Float64, Shape.Of(2), mask));
        return Builder.Add(new PackedMultiplyPlain(value.Value, weight, layouts.HalfNumbers()), name + "#values");
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
                result = result is ValueId partial ? Builder.Add(new PackedMultiply(partial, square), name + "#softmax.power") : square;
            }

            if (rest > 1)
            {
                square = Builder.Add(new PackedMultiply(square, square), name + "#softmax.power");
            }
        }

        return result!.Value;
    }

    /// <summary>One over the sum of powers, for every query and head, repeated along features and blocks.</summary>
    private ValueId Inverse(List<PackedValue> powers)
    {
        ValueId all = Add(powers.Select(static power => power.Value), "#softmax.sum");
        PackedValue sum = SlotSums.Sum(Builder, powers[0] with { Value = all }, layouts.KeyPositions, name + "#softmax.sum");
        return Builder.Add(new PackedPolynomial(Shifted(sum.Value), attention.Inverse!), name + "#softmax.inverse");
    }

    /// <summary>Adds the shift; where a half holds nothing it stays away, and the polynomial's argument is zero, well inside its interval.</summary>
    private ValueId Shifted(ValueId sum)
    {
        if (context.Layouts.WrapBits == 0 || layouts.IsPaired)
        {
            return Builder.Add(new PackedAddScalar(sum, attention.Shift), name + "#softmax.sum");
        }

        string weight = name + ".shift";
        double[] shifts = [.. Enumerable.Repeat(attention.Shift, context.Layouts.Tokens)];
        Builder.Weights = Builder.Weights.With(weight, new Tensor(ElementType.Float64, Shape.Of(shifts.Length), shifts));
        return Builder.Add(new PackedAddPlain(sum, weight, layouts.QueryNumbers()), name + "#softmax.sum");
    }

    private ValueId Add(IEnumerable<ValueId> summands, string role) =>
        summands.Aggregate((sum, next) => Builder.Add(new PackedAdd(sum, next), name + role));
}
