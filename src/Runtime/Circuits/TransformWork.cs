using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>What the giant steps of one linear transform have in common: plaintexts, threads and how sums are rotated.</summary>
/// <param name="evaluator">Computes.</param>
/// <param name="diagonals">Encoded diagonals.</param>
/// <param name="form">How they are encoded.</param>
/// <param name="cancellationToken">Honored between key switches.</param>
internal sealed class TransformWork(
    Evaluator evaluator, IDiagonalPlaintexts diagonals, PlaintextForm form, CancellationToken cancellationToken)
{
    public Evaluator Evaluator => evaluator;

    /// <summary>Giant steps do not depend on each other.</summary>
    public IndependentWork Independent { get; } = IndependentCiphertexts.WorkAt(evaluator, form.Level);

    public CancellationToken CancellationToken => cancellationToken;

    public void ThrowIfCanceled() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>How many of a plan's giant steps are summed at once.</summary>
    public GiantBounds BoundsOf(LinearTransformPlan plan) => GiantBounds.For(plan, diagonals, evaluator.Parameters.SlotCount);

    /// <summary>The plaintexts of some terms, in their order.</summary>
    public PlaintextLeases Rent(IEnumerable<BabyTerm> terms) => new(diagonals.Rent([.. terms.Select(static term => term.Index)], form));

    /// <summary>A giant rotation, modulo QP and not yet divided by P.</summary>
    public ExtendedCiphertext Rotate(Ciphertext inner, int steps)
    {
        ThrowIfCanceled();
        using Decomposition digits = evaluator.Decompose(inner);
        return evaluator.RotateHoistedLazy(inner, digits, steps);
    }
}
