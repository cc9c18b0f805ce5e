namespace PowerSoftmax.Runtime.Circuits;

/// <summary>
/// Baby-step giant-step over the diagonals of a linear transform: y = sum_G rot(sum_B rot(d_(G+B), -G) .* rot(x, B), G). Pure and immutable.
/// </summary>
public sealed class LinearTransformPlan
{
    private LinearTransformPlan(int slotCount, IReadOnlyList<int> babies, IReadOnlyList<GiantStep> giants)
    {
        SlotCount = slotCount;
        Babies = babies;
        Giants = giants;
    }

    public int SlotCount { get; }

    /// <summary>Distinct rotations of the operand, ascending; one decomposition serves them all.</summary>
    public IReadOnlyList<int> Babies { get; }

    /// <summary>Ascending by rotation.</summary>
    public IReadOnlyList<GiantStep> Giants { get; }

    /// <summary>Rotations that need a Galois key at the operand's level.</summary>
    public IEnumerable<int> Rotations =>
        Babies.Concat(Giants.Select(static giant => giant.Rotation)).Where(static rotation => rotation != 0).Distinct();

    public int KeySwitches =>
        Babies.Count(static rotation => rotation != 0) + Giants.Count(static giant => giant.Rotation != 0);

    /// <summary>Plaintext products.</summary>
    public int Products => Giants.Sum(static giant => giant.Terms.Count);

    /// <summary>Splits the given diagonals by one step.</summary>
    /// <param name="slotCount">Power of two.</param>
    /// <param name="rotations">Rotations (0 … slots - 1) that have a diagonal, in the order of the transform's diagonals.</param>
    /// <param name="step">The power of two that separates baby from giant rotations.</param>
    public static LinearTransformPlan For(int slotCount, IReadOnlyList<int> rotations, int step)
    {
        CheckStep(slotCount, step);
        GiantStep[] giants = [.. rotations
            .Select((rotation, index) => (Giant: rotation & ~(step - 1), Term: new BabyTerm(rotation & (step - 1), index)))
            .GroupBy(static entry => entry.Giant, static entry => entry.Term)
            .OrderBy(static group => group.Key)
            .Select(static group => new GiantStep(group.Key, [.. group.OrderBy(static term => term.Baby)]))];
        int[] babies = [.. giants.SelectMany(static giant => giant.Terms).Select(static term => term.Baby).Distinct().Order()];
        return new LinearTransformPlan(slotCount, babies, giants);
    }

    /// <exception cref="ArgumentException">The step is not a power of two up to the number of slots.</exception>
    internal static void CheckStep(int slotCount, int step)
    {
        if (!int.IsPow2(step) || step > slotCount)
        {
            throw new ArgumentException($"the step must be a power of two up to {slotCount}, it is {step}");
        }
    }
}
