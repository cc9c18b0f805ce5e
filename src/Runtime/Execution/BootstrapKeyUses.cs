using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>The key switches of a bootstrap of one or two ciphertexts, in the order in which they are made.</summary>
/// <remarks>Follows <see cref="Bootstrapper"/> and <see cref="SineEvaluation"/>.</remarks>
internal static class BootstrapKeyUses
{
    public static IEnumerable<KeyUse> Of(BootstrapPlan plan, int step, int together)
    {
        int logN = plan.Parameters.LogN;
        int products = PolynomialPlan.For(SineApproximation.Cosine(plan.Literal), PatersonStockmeyerCost.Levels(plan.Literal.CosineDegree)).KeySwitches
            + plan.Literal.DoubleAngles
            + PolynomialPlan.For(SineApproximation.Arcsine(plan.Literal), PatersonStockmeyerCost.Levels(plan.Literal.ArcsineDegree)).KeySwitches;

        Level lowest = new(plan.SlotsToCoefficients.Count);

        return [
            .. Each([Conjugation(lowest), .. Stage(plan.SlotsToCoefficients[0], lowest)]),
            .. plan.SlotsToCoefficients.Skip(1).SelectMany((stage, i) => Stage(stage, lowest - 1 - i)),
            new KeyUse(step, KeyPurpose.ToEphemeral, new Level(0)),
            new KeyUse(step, KeyPurpose.FromEphemeral, plan.RaisedLevel),
            .. plan.TraceSteps.SelectMany(static rotations => rotations).Select(rotation => Rotation(rotation, plan.RaisedLevel)),
            .. plan.CoefficientsToSlots.SkipLast(1).SelectMany((stage, i) => Stage(stage, plan.RaisedLevel - i)),
            .. Each([
                .. Stage(plan.CoefficientsToSlots[^1], plan.SineLevel + 1),
                Conjugation(plan.SineLevel),
                .. Enumerable.Repeat(new KeyUse(step, KeyPurpose.Relinearization, plan.SineLevel), products)])];

        IEnumerable<KeyUse> Each(IReadOnlyList<KeyUse> uses) => Enumerable.Repeat(uses, together).SelectMany(static same => same);

        KeyUse Conjugation(Level level) => new(step, new KeyPurpose(GaloisElement.ForConjugation(logN)), level);

        KeyUse Rotation(int rotation, Level level) => new(step, new KeyPurpose(GaloisElement.ForRotation(rotation, logN)), level);

        IEnumerable<KeyUse> Stage(FourierStage stage, Level level)
        {
            LinearTransformPlan transform = LinearTransformPlan.For(1 << stage.LogSlots, stage.Rotations, stage.Step);

            return transform.KeyedRotations.Select(rotation => Rotation(rotation, level));
        }
    }
}
