using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Applies planned linear transforms to ciphertexts: baby steps from one decomposition, sums in the basis QP, one rescale. Thread-safe.</summary>
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
        if (plan.Giants.Count == 0)
        {
            using Ciphertext zero = evaluator.MultiplyConstant(input, 0, plainScale);
            return evaluator.Rescale(zero);
        }

        bool extended = plan.Babies.Any(static rotation => rotation != 0);
        GiantSteps giants = new(evaluator, diagonals, new PlaintextForm(input.Level, plainScale, extended), cancellationToken);
        if (!extended)
        {
            return giants.SumUnrotated(input, plan);
        }

        using BabyRotations babies = BabyRotations.Compute(evaluator, input, plan.Babies, cancellationToken);
        return giants.Sum(babies, plan);
    }
}
