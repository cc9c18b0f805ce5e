using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>
/// Baby-step giant-step over the diagonals of a linear transform between bundles of ciphertexts:
/// y_o = sum_G rot(sum_(i, B) rot(d_(i, o, G+B), -G) .* rot(x_i, B), G). All results share the baby rotations. Pure and immutable.
/// </summary>
public sealed class LinearTransformPlan
{
    private LinearTransformPlan(TransformShape shape, IReadOnlyList<IReadOnlyList<GiantStep>> giants, ComplexPacking packing)
    {
        Shape = shape;
        Giants = giants;
        Packing = packing;
        ILookup<int, int> babies = giants.SelectMany(static result => result).SelectMany(static giant => giant.Terms)
            .ToLookup(static term => term.Operand, static term => term.Baby);
        Babies = [.. Enumerable.Range(0, shape.Packed(packing).Operands).Select(operand => (int[])[.. babies[operand].Distinct().Order()])];
        Parts = MapParts.Of(giants.SelectMany(static (steps, result) => steps.SelectMany(static giant => giant.Terms).Select(term => (term.Operand, result))));
    }

    /// <summary>From which ciphertexts to which.</summary>
    public TransformShape Shape { get; }

    /// <summary>Which of them go in pairs: babies, giants and products are those of pairs.</summary>
    public ComplexPacking Packing { get; }

    /// <summary>Where baby rotations are divided by P.</summary>
    public BabyForm Form { get; private init; }

    /// <summary>Whether the operand comes in the pairs, or the result stays in them.</summary>
    public bool KeepsPairs { get; private init; }

    /// <summary>Ciphertexts, or pairs of them, that are given.</summary>
    public int OperandCount => (KeepsPairs ? Shape.Packed(Packing) : Shape).Operands;

    /// <summary>Whether products work modulo QP: with baby rotations, and those not divided.</summary>
    public bool IsExtended => Form == BabyForm.Extended && Babies.Any(static operand => operand.Any(static rotation => rotation != 0));

    /// <summary>Distinct rotations of each ciphertext of the operand, ascending; one decomposition serves those of a ciphertext.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Babies { get; }

    /// <summary>Of each ciphertext of the result, ascending by rotation; none where all its diagonals are zero.</summary>
    public IReadOnlyList<IReadOnlyList<GiantStep>> Giants { get; }

    /// <summary>What is computed one after the other, baby rotations of one part at a time.</summary>
    public IReadOnlyList<MapParts> Parts { get; }

    /// <summary>The rotations that need a Galois key at the operand's level, in the order in which they are made.</summary>
    public IEnumerable<int> KeyedRotations => Parts
        .SelectMany(part => part.Operands.SelectMany(operand => Babies[operand]).Concat(part.Results.SelectMany(result => Giants[result]).Select(static giant => giant.Rotation)))
        .Where(static rotation => rotation != 0);

    /// <summary>The baby rotations of a part: of each ciphertext of the operand, none of those that belong to others.</summary>
    public IReadOnlyList<IReadOnlyList<int>> BabiesOf(MapParts part) => [.. Babies.Select((steps, operand) => part.Operands.Contains(operand) ? steps : [])];

    /// <summary>The same, each once.</summary>
    public IEnumerable<int> Rotations => KeyedRotations.Distinct();

    /// <summary>Conjugations one level below, which come last.</summary>
    public int Conjugations => Packing == ComplexPacking.None || (KeepsPairs && Packing == ComplexPacking.Results) ? 0 : Shape.Packed(Packing).Results;

    public int KeySwitches => KeyedRotations.Count() + Conjugations;

    /// <summary>Plaintext products.</summary>
    public int Products => Giants.SelectMany(static result => result).Sum(static giant => giant.Terms.Count);

    /// <summary>Splits the diagonals of a transform of one ciphertext by one step; baby rotations stay modulo QP.</summary>
    /// <param name="slotCount">Power of two.</param>
    /// <param name="rotations">Rotations (0 … slots - 1) that have a diagonal, in the order of the transform's diagonals.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    public static LinearTransformPlan For(int slotCount, IReadOnlyList<int> rotations, int step) =>
        For(TransformShape.Single(slotCount), [.. rotations.Select(static rotation => new DiagonalPlace(rotation, 0, 0))], step);

    /// <summary>Splits the diagonals of a transform by one step; baby rotations stay modulo QP.</summary>
    /// <param name="shape">From which bundle to which.</param>
    /// <param name="places">Of the transform's diagonals, in their order.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    /// <param name="packing">Which ciphertexts go in pairs; places are those of pairs then.</param>
    public static LinearTransformPlan For(
        TransformShape shape, IReadOnlyList<DiagonalPlace> places, int step, ComplexPacking packing = ComplexPacking.None)
    {
        CheckStep(shape.SlotCount, step);
        ILookup<int, (int Giant, BabyTerm Term)> terms = places
            .Select((place, index) => (
                place.Output, Giant: place.Rotation & ~(step - 1), Term: new BabyTerm(place.Input, place.Rotation & (step - 1), index)))
            .ToLookup(static entry => entry.Output, static entry => (entry.Giant, entry.Term));

        return new LinearTransformPlan(shape, [.. Enumerable.Range(0, shape.Packed(packing).Results).Select(result => Steps(terms[result]))], packing);
    }

    /// <summary>The same steps with baby rotations in a form. Keys and their order are the same, but for conjugations.</summary>
    /// <param name="form">Where baby rotations are divided by P.</param>
    /// <param name="keepsPairs">Whether the operand comes in the pairs, or the result stays in them, halved.</param>
    public LinearTransformPlan With(BabyForm form, bool keepsPairs = false) => new(Shape, Giants, Packing) { Form = form, KeepsPairs = keepsPairs };

    /// <exception cref="ArgumentException">The step is not a power of two up to the number of slots.</exception>
    internal static void CheckStep(int slotCount, int step)
    {
        if (!int.IsPow2(step) || step > slotCount)
        {
            throw new ArgumentException($"the step must be a power of two up to {slotCount}, it is {step}");
        }
    }

    private static GiantStep[] Steps(IEnumerable<(int Giant, BabyTerm Term)> terms) => [.. terms
        .GroupBy(static entry => entry.Giant, static entry => entry.Term)
        .OrderBy(static group => group.Key)
        .Select(static group => new GiantStep(group.Key, [.. group.OrderBy(static term => term.Operand).ThenBy(static term => term.Baby)]))];
}
