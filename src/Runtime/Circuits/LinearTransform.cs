using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Applies planned linear transforms to ciphertexts: baby steps from one decomposition, sums in the basis QP, one rescale.</summary>
/// <remarks>
/// Double hoisting: baby rotations stay modulo QP and undivided, so that a giant step costs one division by P instead of one a
/// baby; giant rotations are gathered modulo QP as well and divided once. Without baby rotations the inner sums stay modulo Q.
/// Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 4.
/// </remarks>
public sealed class LinearTransform(Evaluator evaluator)
{
    /// <summary>The transform of the slots, one level below the input.</summary>
    /// <param name="input">Degree 1, at least one level left.</param>
    /// <param name="plan">What to compute.</param>
    /// <param name="diagonals">Encoded diagonals of the plan.</param>
    /// <param name="scale">Scale of the result, exactly.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>A new ciphertext.</returns>
    public Ciphertext Apply(
        Ciphertext input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken = default)
    {
        Scale plainScale = scale * new Scale(evaluator.Parameters.Set.Q[input.Level.Value]) / input.Scale.Value;
        using Ciphertext wide = Wide(input, plan, diagonals, plainScale, cancellationToken);
        return evaluator.Rescale(wide);
    }

    private Ciphertext Wide(
        Ciphertext input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale plainScale, CancellationToken cancellationToken)
    {
        if (plan.Giants.Count == 0)
        {
            return evaluator.MultiplyConstant(input, 0, plainScale);
        }

        bool extended = plan.Babies.Any(static rotation => rotation != 0);
        PlaintextForm form = new(input.Level, plainScale, extended);
        if (!extended)
        {
            return new GiantSteps(evaluator, diagonals, form, cancellationToken).SumUnrotated(input, plan);
        }

        using BabyRotations babies = BabyRotations.Compute(evaluator, input, plan.Babies, cancellationToken);
        return new GiantSteps(evaluator, diagonals, form, cancellationToken).Sum(babies, plan);
    }
}
