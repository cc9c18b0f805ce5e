using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// A split of the rotations of a linear map into giant + baby: y = sum_G rotate(sum_B rotate(d_(G+B), -G) * rotate(x, B), G).
/// </summary>
/// <param name="Step">The power of two that separates baby (rotation mod step) from giant (the rest).</param>
/// <param name="Babies">Distinct baby rotations, ascending; one decomposition serves them all.</param>
/// <param name="Giants">Distinct giant rotations, ascending.</param>
public sealed record BabyStepGiantStep(int Step, IReadOnlyList<int> Babies, IReadOnlyList<int> Giants)
{
    /// <summary>Rotations that need a key, each once.</summary>
    public IEnumerable<int> KeyedRotations => Babies.Concat(Giants).Where(static rotation => rotation != 0).Distinct();

    /// <summary>The split of these rotations by one step.</summary>
    public static BabyStepGiantStep Split(IReadOnlyCollection<int> rotations, int step) => new(
        step,
        rotations.Select(rotation => rotation & (step - 1)).Distinct().OrderBy(static rotation => rotation).ToList(),
        rotations.Select(rotation => rotation & ~(step - 1)).Distinct().OrderBy(static rotation => rotation).ToList());
}
