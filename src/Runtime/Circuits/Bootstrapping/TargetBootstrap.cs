using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The half of a bootstrap above the target level: raise, coefficients to slots, sine. It runs on a chain that lacks the primes it does not need.</summary>
internal sealed class TargetBootstrap
{
    private readonly CkksParameters whole;
    private readonly CkksParameters parameters;
    private readonly BootstrapPlan plan;
    private readonly Evaluator evaluator;
    private readonly ModulusRaise raise;
    private readonly LinearTransform transform;
    private readonly SineEvaluation sine;
    private readonly CoefficientsToSlots matrices;

    /// <param name="whole">Evaluates on the whole chain.</param>
    /// <param name="plan">For the whole chain.</param>
    /// <param name="matrices">For the whole chain; stay the caller's.</param>
    /// <param name="target">Level of the results.</param>
    public TargetBootstrap(Evaluator whole, BootstrapPlan plan, CoefficientsToSlots matrices, Level target)
    {
        this.whole = whole.Parameters;
        this.plan = plan;
        this.matrices = matrices;
        parameters = whole.Parameters.WithTopLevel(target);
        IEvaluationKeySource keys = ReferenceEquals(parameters, whole.Parameters) ? whole.Keys : new ShorterKeys(parameters, whole.Keys);
        evaluator = new Evaluator(parameters, keys, whole.Workers);
        raise = new ModulusRaise(parameters, keys, whole.Workers);
        transform = new LinearTransform(evaluator);
        sine = new SineEvaluation(evaluator, plan.Literal);
    }

    /// <summary>What the coefficients of a ciphertext at level 0 hold, in the slots of ciphertexts at the target level.</summary>
    /// <param name="input">Level 0, on the whole chain.</param>
    /// <param name="halves">How many halves of the coefficients hold something, from the lower one.</param>
    /// <param name="scale">Scale of the coefficients' values, which the results have too once they are on the whole chain's default scale.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>One ciphertext for each half. After an exception none is left.</returns>
    public OwnedCiphertexts Refresh(Ciphertext input, int halves, Scale scale, CancellationToken cancellationToken)
    {
        Level target = parameters.Set.TopLevel;
        Scale final = whole.DefaultScale(target);
        Scale sineScale = final * new Scale(parameters.Set.Q[0] / (2 * Math.PI)) / scale.Value;
        using Ciphertext nearSlots = ToLastStage(input, cancellationToken);

        OwnedCiphertexts results = new();

        try
        {
            for (int half = 0; half < halves; half++)
            {
                using Ciphertext slots = Slots(nearSlots, (CoefficientHalf)half, cancellationToken);
                using Ciphertext result = sine.Evaluate(slots, sineScale, cancellationToken);
                results.Add(result.MoveTo(whole, final));
            }

            return results;
        }
        catch
        {
            results.Dispose();
            throw;
        }
    }

    private Ciphertext ToLastStage(Ciphertext input, CancellationToken cancellationToken)
    {
        Level level = parameters.Set.TopLevel + plan.Literal.SineLevels + matrices.Count;
        Ciphertext current = Trace(Raised(input, level), cancellationToken);

        foreach (StageTransform stage in matrices.AllButLast)
        {
            using Ciphertext operand = current;
            current = Apply(stage, operand, cancellationToken);
        }

        return current;
    }

    // The scale is that of I + m / q0 from now on.
    private Ciphertext Raised(Ciphertext input, Level level)
    {
        using Ciphertext raised = raise.Raise(input, level);

        return raised.MoveTo(parameters, new Scale(parameters.Set.Q[0]));
    }

    // N / 2n times the part in the slots' subring.
    private Ciphertext Trace(Ciphertext x, CancellationToken cancellationToken)
    {
        Ciphertext current = x;

        foreach (IReadOnlyList<int> step in plan.TraceSteps)
        {
            using Ciphertext operand = current;
            using Decomposition digits = evaluator.Decompose(operand);
            using ExtendedCiphertext sum = evaluator.Extend(operand);

            foreach (int rotation in step)
            {
                cancellationToken.ThrowIfCancellationRequested();
                evaluator.RotateHoistedLazyThenAdd(operand, digits, rotation, sum);
            }

            current = evaluator.ModDown(sum);
        }

        return current;
    }

    private Ciphertext Slots(Ciphertext input, CoefficientHalf half, CancellationToken cancellationToken)
    {
        using Ciphertext slots = Apply(matrices.Last(half), input, cancellationToken);

        return RealPart.Twice(evaluator, slots);
    }

    private Ciphertext Apply(StageTransform stage, Ciphertext input, CancellationToken cancellationToken) => transform.Apply(
        input, stage.Plan, new ShorterPlaintexts(stage, whole, parameters), new Scale(Math.Pow(2, plan.Literal.LogScale)), cancellationToken);
}
