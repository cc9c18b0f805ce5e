using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Applies planned linear transforms to ciphertexts: baby steps from one decomposition of each, sums in the basis QP, one rescale of each result. Thread-safe.</summary>
/// <remarks>
/// Double hoisting: baby rotations stay modulo QP and undivided, so that a giant step costs one division by P instead of one a
/// baby; giant rotations are gathered modulo QP as well and divided once. Without baby rotations the inner sums stay modulo Q.
/// Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 4. Memory: all baby rotations of all ciphertexts, which all results read.
/// </remarks>
public sealed class LinearTransform(Evaluator evaluator)
{
    /// <summary>The transform of one ciphertext to one.</summary>
    /// <inheritdoc cref="Apply(IReadOnlyList{Ciphertext}, LinearTransformPlan, IDiagonalPlaintexts, Scale, CancellationToken)"/>
    /// <returns>A new ciphertext.</returns>
    public Ciphertext Apply(
        Ciphertext input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken = default) =>
        Apply([input], plan, diagonals, scale, cancellationToken)[0];

    /// <summary>The transform of the slots, one level below the input.</summary>
    /// <param name="input">Alike, of degree 1, at least one level left.</param>
    /// <param name="plan">What to compute.</param>
    /// <param name="diagonals">Encoded diagonals of the plan.</param>
    /// <param name="scale">Scale of the results, exactly.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>New ciphertexts.</returns>
    /// <exception cref="ArgumentException">The plan is for another number of ciphertexts.</exception>
    public Ciphertext[] Apply(
        IReadOnlyList<Ciphertext> input, LinearTransformPlan plan, IDiagonalPlaintexts diagonals, Scale scale, CancellationToken cancellationToken = default)
    {
        if (input.Count != plan.Shape.Operands)
        {
            throw new ArgumentException($"the plan is for {plan.Shape.Operands} ciphertexts, {input.Count} are given", nameof(input));
        }

        Scale plainScale = scale * new Scale(evaluator.Parameters.Set.Q[input[0].Level.Value]) / input[0].Scale.Value;
        bool extended = plan.Babies.Any(static operand => operand.Any(static rotation => rotation != 0));
        TransformWork work = new(evaluator, diagonals, new PlaintextForm(input[0].Level, plainScale, extended), cancellationToken);
        using BabyRotations? babies = extended ? BabyRotations.Compute(evaluator, input, plan.Babies, cancellationToken) : null;
        Ciphertext?[] sums = babies is null
            ? new UnrotatedGiantSteps(work, input).Sum(plan.Giants)
            : new GiantSteps(work, babies).Sum(plan.Giants, GiantBounds.For(plan, diagonals, evaluator.Parameters.SlotCount));

        return [.. sums.Select(sum => sum ?? Zero(input[0], plainScale))];
    }

    private Ciphertext Zero(Ciphertext input, Scale plainScale)
    {
        using Ciphertext zero = evaluator.MultiplyConstant(input, 0, plainScale);
        return evaluator.Rescale(zero);
    }
}
