using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>What a bootstrap of all slots computes, counted by level, so that a compiler can predict its time.</summary>
/// <remarks>Raising the modulus itself, four transforms a prime, is less than a hundredth and left out.</remarks>
public static class BootstrapWork
{
    /// <summary>The steps in order.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="target">Level of the result: a lower one means fewer primes throughout.</param>
    public static IReadOnlyList<BootstrapStep> Of(BootstrappingSet set, Level target)
    {
        BootstrappingLiteral literal = set.Literal.Bootstrapping!;
        int logSlots = set.Literal.LogN - 1;
        Level sine = target + literal.SineLevels;
        Level raised = sine + literal.CoefficientsToSlotsLevels;

        return [
            .. FourierStages.SlotsToCoefficients(logSlots, literal.SlotsToCoefficientsLevels)
                .Select((stage, i) => new BootstrapStep(set.Least - i, WorkOf(stage), 0, 0)),
            .. FourierStages.CoefficientsToSlots(logSlots, literal.CoefficientsToSlotsLevels)
                .Select((stage, i) => new BootstrapStep(raised - i, WorkOf(stage), 0, 0)),
            new BootstrapStep(sine, default, 0, 1),
            .. Polynomial(literal.CosineDegree, sine),
            .. Enumerable.Range(1, literal.DoubleAngles).Select(i => new BootstrapStep(sine - PatersonStockmeyerCost.Levels(literal.CosineDegree) - i + 1, default, 1, 0)),
            .. Polynomial(literal.ArcsineDegree, target + PatersonStockmeyerCost.Levels(literal.ArcsineDegree))];
    }

    private static MatrixWork WorkOf(FourierStage stage)
    {
        BabyStepGiantStep split = stage.Split;
        int babies = split.Babies.Count(static rotation => rotation != 0);

        return new MatrixWork(
            stage.Kept(1 << stage.LogSlots), babies, split.Giants.Count(static rotation => rotation != 0), Decomposed: babies == 0 ? 0 : 1, Results: 1);
    }

    // Products that are added share one relinearization: about a quarter of them needs none of its own.
    private static IEnumerable<BootstrapStep> Polynomial(int degree, Level level)
    {
        int levels = PatersonStockmeyerCost.Levels(degree);
        int products = Math.Max(1, PatersonStockmeyerCost.Of(degree).Products * 3 / 4);

        return Enumerable.Range(0, products).Select(product => new BootstrapStep(level - (product * levels / products), default, 1, 0));
    }
}
