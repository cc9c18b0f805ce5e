using System.Numerics;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A plaintext matrix between bundles, ready for encoding: its nonzero generalized diagonals, turned back by their giant rotations.</summary>
/// <remarks>
/// Memory: a linear map has its diagonals and its weight, which others may share, and computes the slots of a diagonal when they are asked for; diagonals that
/// are given take 8 bytes a slot, or a slot of one period where they repeat. Immutable, shareable by threads.
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

    /// <summary>Diagonals of a linear map between bundles. Cost: an entry each.</summary>
    /// <param name="all">The map's.</param>
    /// <param name="weight">Of shape rows x columns; null for ones.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    /// <param name="packing">Which ciphertexts go in pairs.</param>
    public static DiagonalMatrix Of(MapDiagonals all, Tensor? weight, int step, ComplexPacking packing = ComplexPacking.None)
    {
        TransformShape shape = new(all.Map.Input.SlotCount, all.Map.Input.CiphertextCount, all.Map.Output.CiphertextCount);
        int period = Math.Max(SlotPeriod.Least, all.Period);

        return packing == ComplexPacking.None
            ? Of(
                shape,
                all.Diagonals.Select(diagonal => (diagonal.Place, (Func<double[]>)(() => RepeatedSlots.Of<double>(all.Values(diagonal, weight), period)))),
                step)
            : Of<Complex>(
                shape,
                new PairedDiagonals(all, weight, packing).All(),
                (step, packing),
                static (source, giant, period) => new KeptDiagonal.Paired(source, giant, period) { Count = 0 });
    }

    /// <summary>Diagonals given one by one: y = sum over k of d_k .* rot(x, k). Those that are zero everywhere are left out.</summary>
    public static DiagonalMatrix Of(int slotCount, IEnumerable<(int Rotation, double[] Values)> diagonals, int step) => Of(
        TransformShape.Single(slotCount), diagonals.Select(static diagonal => (new DiagonalPlace(diagonal.Rotation, 0, 0), Stored(diagonal.Values))), step);

    /// <summary>The same matrix, with a plan whose baby rotations have a form. Shares the diagonals.</summary>
    /// <param name="form">Where baby rotations are divided by P.</param>
    /// <param name="keepsPairs">Whether the operand comes in the pairs, or the result stays in them, halved.</param>
    public DiagonalMatrix With(BabyForm form, bool keepsPairs = false) => new(Plan.With(form, keepsPairs), diagonals);

    /// <summary>What multiplies rot(x, baby) inside a giant step, encoded.</summary>
    /// <param name="index">Which diagonal.</param>
    /// <param name="encoder">Encodes.</param>
    /// <param name="form">How.</param>
    public EncodedMessage Encode(int index, DiagonalEncoder encoder, PlaintextForm form) => diagonals[index].Encode(encoder, form);

    /// <summary>From how many slots a diagonal is encoded: all of them, or one period.</summary>
    public int SlotsOf(int index) => diagonals[index].Count;

    /// <summary>The transform in the clear, by exactly the planned operations.</summary>
    /// <param name="slots">Of all ciphertexts of the operand, one after the other.</param>
    /// <returns>Of all ciphertexts of the result.</returns>
    public double[] Apply(double[] slots) => ClearTransform.Apply(Plan, index => diagonals[index].Slots(), slots);

    private static DiagonalMatrix Of(TransformShape shape, IEnumerable<(DiagonalPlace Place, Func<double[]> Values)> diagonals, int step) => Of<double>(
        shape, diagonals, (step, ComplexPacking.None), static (source, giant, period) => new KeptDiagonal.Real(source, giant, period) { Count = 0 });

    private static DiagonalMatrix Of<T>(
        TransformShape shape,
        IEnumerable<(DiagonalPlace Place, Func<T[]> Values)> diagonals,
        (int Step, ComplexPacking Packing) by,
        Func<Func<T[]>, int, int, KeptDiagonal> keep)
        where T : IEquatable<T>
    {
        List<DiagonalPlace> places = [];
        List<KeptDiagonal> kept = [];
        foreach ((DiagonalPlace place, Func<T[]> source) in diagonals)
        {
            T[] values = source();
            if (values.AsSpan().ContainsAnyExcept(default(T)!))
            {
                places.Add(place);
                kept.Add(keep(source, place.Rotation & ~(by.Step - 1), SlotPeriod.Of(values)));
            }
        }

        int[] counts = DiagonalPeriods.Counts(shape.SlotCount, [.. kept.Select(static diagonal => diagonal.Period)]);

        return new DiagonalMatrix(
            LinearTransformPlan.For(shape, places, by.Step, by.Packing), [.. kept.Zip(counts, static (diagonal, count) => diagonal with { Count = count })]);
    }

    private static Func<double[]> Stored(double[] values)
    {
        double[] period = DiagonalPeriods.FirstOf(values);
        return () => period;
    }
}
