using System.Collections.Generic;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>What a bootstrap computes, counted by level, so that a compiler can predict its time.</summary>
public static class BootstrapWork
{
    // A factor of the transform of 2^15 slots has 2 * 2^5 - 1 diagonals in three stages and 2 * 2^4 - 1 in four.
    private static readonly (int Diagonals, int Babies, int Giants) ThirdOfTransform = (63, 7, 8);
    private static readonly (int Diagonals, int Babies, int Giants) QuarterOfTransform = (31, 5, 6);

    private const int CoefficientsToSlots = 4;
    private const int ReductionProductsALevel = 2;

    /// <summary>The steps in order.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="target">Level of the result: a lower one means fewer primes throughout.</param>
    public static IReadOnlyList<BootstrapStep> Of(BootstrappingSet set, Level target)
    {
        List<BootstrapStep> steps = new();
        for (Level level = set.Least; level.Value > 0; level -= 1)
        {
            steps.Add(new BootstrapStep(level, ThirdOfTransform, 0, 0));
        }

        Level raised = target + set.LevelsAbove;
        steps.Add(new BootstrapStep(new Level(0), default, 0, 1));
        steps.Add(new BootstrapStep(raised, default, 0, 2));
        for (int taken = 0; taken < set.LevelsAbove; taken++)
        {
            steps.Add(taken < CoefficientsToSlots
                ? new BootstrapStep(raised - taken, QuarterOfTransform, 0, 0)
                : new BootstrapStep(raised - taken, default, ReductionProductsALevel, 0));
        }

        return steps;
    }
}
