using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A plaintext matrix between bundles, ready for encoding: its nonzero generalized diagonals, turned back by their giant rotations.</summary>
/// <remarks>
/// Memory: of a contraction 8 bytes a slot and diagonal, or a slot of one period where diagonals repeat; a linear map has its diagonals and its weight, which
/// others may share, and computes the slots of a diagonal when they are asked for. Immutable, shareable by threads.
/// </remarks>
public sealed class DiagonalMatrix
{
    private readonly IReadOnlyList<KeptDiagonal> diagonals;

    private DiagonalMatrix(LinearTransformPlan plan, IReadOnlyList<KeptDiagonal> diagonals)
    {
        Plan = plan;
        this.diagonals = diagonals;
    }

    public LinearTransformPlan Plan { get; }

    public int DiagonalCount => diagonals.Count;

    /// <summary>Diagonals of a contraction with a weight of shape rows x columns. Cost: slots x rows.</summary>
    public static DiagonalMatrix Of(Contraction contraction, Tensor weight, int step)
    {
        GeneralizedDiagonals generalized = GeneralizedDiagonals.Of(contraction);
        return Of(generalized.SlotCount, generalized.Rotations.Select(rotation => (rotation, generalized.Values(rotation, weight))), step);
    }

    /// <summary>Diagonals of a linear map between bundles. Cost: an entry each.</summary>
    /// <param name="all">The map's.</param>
    /// <param name="weight">Of shape rows x columns; null for ones.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    public static DiagonalMatrix Of(MapDiagonals all, Tensor? weight, int step)
    {
        int period = Math.Max(SlotPeriod.Least, all.Period);

        return Of(
            new TransformShape(all.Map.Input.SlotCount, all.Map.Input.CiphertextCount, all.Map.Output.CiphertextCount),
            all.Diagonals.Select(diagonal => (diagonal.Place, (Func<double[]>)(() => RepeatedSlots.Of<double>(all.Values(diagonal, weight), period)))),
            step);
    }

    /// <summary>Diagonals given one by one: y = sum over k of d_k .* rot(x, k). Those that are zero everywhere are left out.</summary>
    public static DiagonalMatrix Of(int slotCount, IEnumerable<(int Rotation, double[] Values)> diagonals, int step) => Of(
        TransformShape.Single(slotCount), diagonals.Select(static diagonal => (new DiagonalPlace(diagonal.Rotation, 0, 0), Stored(diagonal.Values))), step);

    /// <summary>The same matrix, with a plan whose baby rotations have a form. Shares the diagonals.</summary>
    public DiagonalMatrix With(BabyForm form) => new(Plan.With(form), diagonals);

    /// <summary>The slots that multiply rot(x, baby) inside a giant step: all of them, or one period.</summary>
    public double[] Diagonal(int index) => diagonals[index].Slots();

    /// <summary>How many slots <see cref="Diagonal"/> gives.</summary>
    public int SlotsOf(int index) => diagonals[index].Count;

    /// <summary>The transform in the clear, by exactly the planned operations.</summary>
    /// <param name="slots">Of all ciphertexts of the operand, one after the other.</param>
    /// <returns>Of all ciphertexts of the result.</returns>
    public double[] Apply(double[] slots)
    {
        int count = Plan.Shape.SlotCount;

        return [.. Plan.Giants.SelectMany(giants => Apply([.. slots.Chunk(count)], giants))];
    }

    private static DiagonalMatrix Of(TransformShape shape, IEnumerable<(DiagonalPlace Place, Func<double[]> Values)> diagonals, int step)
    {
        List<DiagonalPlace> places = [];
        List<KeptDiagonal> kept = [];
        foreach ((DiagonalPlace place, Func<double[]> source) in diagonals)
        {
            double[] values = source();
            if (values.AsSpan().ContainsAnyExcept(0.0))
            {
                places.Add(place);
                kept.Add(new KeptDiagonal(source, place.Rotation & ~(step - 1), SlotPeriod.Of(values), values.Length));
            }
        }

        int[] counts = DiagonalPeriods.Counts(shape.SlotCount, [.. kept.Select(static diagonal => diagonal.Period)]);

        return new DiagonalMatrix(LinearTransformPlan.For(shape, places, step), [.. kept.Zip(counts, static (diagonal, count) => diagonal with { Count = count })]);
    }

    private static Func<double[]> Stored(double[] values)
    {
        double[] period = DiagonalPeriods.FirstOf(values);
        return () => period;
    }

    private double[] Apply(double[][] operands, IReadOnlyList<GiantStep> giants)
    {
        double[] result = new double[Plan.Shape.SlotCount];
        foreach (GiantStep giant in giants)
        {
            double[] inner = new double[result.Length];
            foreach (BabyTerm term in giant.Terms)
            {
                Accumulate(Diagonal(term.Index), Rotation.Left(operands[term.Operand], term.Baby), inner);
            }

            double[] rotated = Rotation.Left(inner, giant.Rotation);
            for (int slot = 0; slot < result.Length; slot++)
            {
                result[slot] += rotated[slot];
            }
        }

        return result;
    }

    private static void Accumulate(double[] left, double[] right, double[] sum)
    {
        for (int slot = 0; slot < sum.Length; slot++)
        {
            sum[slot] += left[slot & (left.Length - 1)] * right[slot];
        }
    }

    /// <summary>A diagonal before its giant rotation is turned back.</summary>
    /// <param name="Source">Gives its slots, a period at least.</param>
    /// <param name="Giant">Rotation to be turned back.</param>
    /// <param name="Period">Slots after which it repeats.</param>
    /// <param name="Count">Slots it is encoded from.</param>
    private readonly record struct KeptDiagonal(Func<double[]> Source, int Giant, int Period, int Count)
    {
        public double[] Slots() => RepeatedSlots.Of<double>(Rotation.Left(Source(), -Giant).AsSpan(0, Period), Count);
    }
}
