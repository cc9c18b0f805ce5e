using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of one linear transform.</summary>
internal sealed class GiantSteps(
    Evaluator evaluator, IDiagonalPlaintexts diagonals, PlaintextForm form, CancellationToken cancellationToken)
{
    /// <summary>Plaintexts in flight at a time: enough for several giant steps to share the rotations they read, few enough to keep memory low.</summary>
    private const int PlaintextsAtOnce = 64;

    /// <summary>Sum over giant steps with baby rotations modulo QP, rescaled: P and the last prime are divided out at once.</summary>
    public Ciphertext Sum(BabyRotations babies, LinearTransformPlan plan)
    {
        ExtendedCiphertext? total = null, inner = null;
        ExtendedCiphertext[] sums = [];
        try
        {
            int rotation = 0;
            foreach ((GiantStep part, ExtendedCiphertext sum) in Batches(plan.Giants).SelectMany(batch => batch.Zip(sums = InnerSums(babies, batch))))
            {
                if (inner is not null && part.Rotation == rotation)
                {
                    inner = AddAndDispose(sum, inner);
                    continue;
                }

                total = inner is null ? null : AddRotated(inner, rotation, total);
                (inner, rotation) = (sum, part.Rotation);
            }

            total = AddRotated(inner!, rotation, total);
            inner = null;
            return evaluator.ModDownRescale(total);
        }
        finally
        {
            // Those of a batch that an interruption left behind, too; the others are disposed already, which does no harm.
            Array.ForEach(sums, static sum => sum.Dispose());
            inner?.Dispose();
            total?.Dispose();
        }
    }

    /// <summary>The same without baby rotations: every giant step is one plaintext product modulo Q.</summary>
    public Ciphertext SumUnrotated(Ciphertext input, LinearTransformPlan plan)
    {
        Ciphertext? unrotated = null;
        ExtendedCiphertext? total = null;
        try
        {
            foreach (GiantStep giant in plan.Giants)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Ciphertext product = Product(input, giant.Terms[0].Index);
                if (giant.Rotation == 0)
                {
                    unrotated = product;
                    continue;
                }

                using (product)
                {
                    total = RotateThenAdd(product, giant.Rotation, total);
                }
            }

            return Join(unrotated, total);
        }
        finally
        {
            unrotated?.Dispose();
            total?.Dispose();
        }
    }

    private Ciphertext Join(Ciphertext? unrotated, ExtendedCiphertext? rotated)
    {
        if (rotated is null)
        {
            return evaluator.Rescale(unrotated!);
        }

        if (unrotated is not null)
        {
            using ExtendedCiphertext extended = evaluator.Extend(unrotated);
            evaluator.Add(rotated, extended, rotated);
        }

        return evaluator.ModDownRescale(rotated);
    }

    // A giant step with very many terms comes in parts, one behind the other.
    private static IEnumerable<GiantStep[]> Batches(IReadOnlyList<GiantStep> giants)
    {
        List<GiantStep> batch = [];
        int terms = 0;
        foreach (GiantStep part in giants.SelectMany(static giant =>
            giant.Terms.Chunk(PlaintextsAtOnce).Select(chunk => new GiantStep(giant.Rotation, chunk))))
        {
            if (terms + part.Terms.Count > PlaintextsAtOnce && batch.Count > 0)
            {
                yield return [.. batch];
                batch.Clear();
                terms = 0;
            }

            batch.Add(part);
            terms += part.Terms.Count;
        }

        yield return [.. batch];
    }

    private ExtendedCiphertext[] InnerSums(BabyRotations babies, GiantStep[] giants)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<PlaintextLease> leases = diagonals.Rent(
            [.. giants.SelectMany(static giant => giant.Terms).Select(static term => term.Index)], form);
        try
        {
            int first = 0;
            List<PlainProducts> sums = [];
            foreach (GiantStep giant in giants)
            {
                sums.Add(new PlainProducts(
                    [.. giant.Terms.Select(term => babies[term.Baby])],
                    [.. leases.Skip(first).Take(giant.Terms.Count).Select(static lease => lease.Plaintext)]));
                first += giant.Terms.Count;
            }

            return evaluator.SumsOfProductsPlain(sums);
        }
        finally
        {
            foreach (PlaintextLease lease in leases)
            {
                lease.Dispose();
            }
        }
    }

    private ExtendedCiphertext AddAndDispose(ExtendedCiphertext sum, ExtendedCiphertext inner)
    {
        using (sum)
        {
            evaluator.Add(inner, sum, inner);
            return inner;
        }
    }

    // Takes the inner sum over. Giants ascend, so the unrotated one comes first and becomes the total.
    private ExtendedCiphertext AddRotated(ExtendedCiphertext inner, int rotation, ExtendedCiphertext? total)
    {
        if (rotation == 0)
        {
            return inner;
        }

        using (inner)
        {
            using Ciphertext divided = evaluator.ModDown(inner);
            return RotateThenAdd(divided, rotation, total);
        }
    }

    private Ciphertext Product(Ciphertext input, int index)
    {
        using PlaintextLease lease = diagonals.Rent([index], form)[0];
        return evaluator.MultiplyPlain(input, lease.Plaintext);
    }

    private ExtendedCiphertext RotateThenAdd(Ciphertext inner, int steps, ExtendedCiphertext? total)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Decomposition digits = evaluator.Decompose(inner);
        if (total is null)
        {
            return evaluator.RotateHoistedLazy(inner, digits, steps);
        }

        evaluator.RotateHoistedLazyThenAdd(inner, digits, steps, total);
        return total;
    }
}
