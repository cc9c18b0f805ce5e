using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>The keys that a circuit's bootstraps need besides its own.</summary>
/// <param name="Rotations">Left rotation to the highest level of its use.</param>
/// <param name="Relinearization">Highest level of a relinearization.</param>
/// <param name="Others">Levels of the keys that are of no use elsewhere: conjugation, to the sparse secret and back.</param>
public sealed record BootstrapKeys(IReadOnlyDictionary<int, Level> Rotations, Level Relinearization, IReadOnlyList<Level> Others)
{
    /// <summary>Keys for bootstraps to a target and all lower ones.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="target">The highest target.</param>
    public static BootstrapKeys Of(BootstrappingSet set, Level target)
    {
        int slots = 1 << (set.Literal.LogN - 1);
        Level raised = target + set.LevelsAbove;
        Dictionary<int, Level> rotations = new();
        Add(rotations, set.Least, slots, stages: 3, babies: 7, giants: 8);
        Add(rotations, raised, slots, stages: 4, babies: 5, giants: 6);
        return new BootstrapKeys(rotations, raised - 4, new[] { raised, raised, new Level(0) }.ToList());
    }

    private static void Add(Dictionary<int, Level> rotations, Level top, int slots, int stages, int babies, int giants)
    {
        int stride = 1;
        for (int stage = 0; stage < stages; stage++)
        {
            foreach (int steps in Enumerable.Range(1, babies).Concat(Enumerable.Range(1, giants).Select(giant => giant * (babies + 1))))
            {
                int rotation = steps * stride % slots;
                Level level = top - stage;
                rotations[rotation] = rotations.TryGetValue(rotation, out Level known) ? Level.Max(known, level) : level;
            }

            stride *= stages == 3 ? 32 : 16;
        }
    }
}
