using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>What a bootstrap of all slots computes, counted by level, so that a compiler can predict its time. Pure.</summary>
/// <remarks>
/// Two ciphertexts are bootstrapped together: they share the transforms but for the stage of neighbours, and each goes through a sine of its
/// own. Raising the modulus itself, four transforms a prime, is less than a hundredth and left out.
/// </remarks>
public static class BootstrapWork
{
    /// <summary>Most ciphertexts of one bootstrap: real slots fill half of the coefficients.</summary>
    public const int MostTogether = 2;

    /// <summary>How many of some ciphertexts are bootstrapped together each time: pairs, and the last of an odd number by itself.</summary>
    public static IEnumerable<int> Groups(int ciphertexts)
    {
        for (int left = ciphertexts; left > 0; left -= MostTogether)
        {
            yield return Math.Min(left, MostTogether);
        }
    }

    /// <summary>The steps in order.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="target">Level of the results: a lower one means fewer primes throughout.</param>
    /// <param name="together">Ciphertexts, 1 to <see cref="MostTogether"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">So many do not share a bootstrap.</exception>
    public static IReadOnlyList<BootstrapStep> Of(BootstrappingSet set, Level target, int together)
    {
        if (together is < 1 or > MostTogether)
        {
            throw new ArgumentOutOfRangeException(nameof(together), together, $"1 to {MostTogether} ciphertexts share a bootstrap");
        }

        BootstrappingLiteral literal = set.Literal.Bootstrapping!;
        int logSlots = set.Literal.LogN - 1;
        Level sine = target + literal.SineLevels;
        Level raised = sine + literal.CoefficientsToSlotsLevels;
        IEnumerable<BootstrapStep> there = FourierStages.SlotsToCoefficients(logSlots, literal.SlotsToCoefficientsLevels)
            .Select((stage, i) => new BootstrapStep(set.Least - i, WorkOf(stage), 0, 0));
        IEnumerable<BootstrapStep> back = FourierStages.CoefficientsToSlots(logSlots, literal.CoefficientsToSlotsLevels)
            .Select((stage, i) => new BootstrapStep(raised - i, WorkOf(stage), 0, 0));

        return [
            .. Each([new BootstrapStep(set.Least, default, 0, 1), there.First()]),
            .. there.Skip(1),
            .. back.Take(literal.CoefficientsToSlotsLevels - 1),
            .. Each([back.Last(), new BootstrapStep(sine, default, 0, 1), .. Sine(literal, sine, target)])];

        IEnumerable<BootstrapStep> Each(IReadOnlyList<BootstrapStep> steps) => Enumerable.Repeat(steps, together).SelectMany(static same => same);
    }

    private static IEnumerable<BootstrapStep> Sine(BootstrappingLiteral literal, Level sine, Level target) => [
        .. Polynomial(literal.CosineDegree, sine),
        .. Enumerable.Range(1, literal.DoubleAngles).Select(i => new BootstrapStep(sine - PatersonStockmeyerCost.Levels(literal.CosineDegree) - i + 1, default, 1, 0)),
        .. Polynomial(literal.ArcsineDegree, target + PatersonStockmeyerCost.Levels(literal.ArcsineDegree))];

    private static MatrixWork WorkOf(FourierStage stage)
    {
        BabyStepGiantStep split = stage.Split;
        int babies = split.Babies.Count(static rotation => rotation != 0);

        return new MatrixWork(
            stage.Kept(1 << stage.LogSlots), babies, split.Giants.Count(static rotation => rotation != 0), Decomposed: babies == 0 ? 0 : 1, Results: 1)
        {
            BabiesAtOnce = babies,
        };
    }

    // Products that are added share one relinearization: about a quarter of them needs none of its own.
    private static IEnumerable<BootstrapStep> Polynomial(int degree, Level level)
    {
        int levels = PatersonStockmeyerCost.Levels(degree);
        int products = Math.Max(1, PatersonStockmeyerCost.Of(degree).Products * 3 / 4);

        return Enumerable.Range(0, products).Select(product => new BootstrapStep(level - (product * levels / products), default, 1, 0));
    }
}
