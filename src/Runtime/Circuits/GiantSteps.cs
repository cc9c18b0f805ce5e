using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of one linear transform.</summary>
internal sealed class GiantSteps(
    Evaluator evaluator, IDiagonalPlaintexts diagonals, PlaintextForm form, CancellationToken cancellationToken)
{
    /// <summary>Plaintexts in flight at a time: two runs of the sums' kernel, few enough to keep memory low.</summary>
    private const int BatchSize = 16;

    /// <summary>Sum over giant steps with baby rotations modulo QP, rescaled: P and the last prime are divided out at once.</summary>
    public Ciphertext Sum(BabyRotations babies, LinearTransformPlan plan)
    {
        ExtendedCiphertext? total = null;
        try
        {
            foreach (GiantStep giant in plan.Giants)
            {
                ExtendedCiphertext inner = InnerSum(babies, giant);
                if (giant.Rotation == 0)
                {
                    // Giants ascend, so the unrotated sum comes first and becomes the total.
                    total = inner;
                    continue;
                }

                using Ciphertext divided = DivideAndDispose(inner);
                total = RotateThenAdd(divided, giant.Rotation, total);
            }

            return evaluator.ModDownRescale(total!);
        }
        finally
        {
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

    private ExtendedCiphertext InnerSum(BabyRotations babies, GiantStep giant)
    {
        ExtendedCiphertext? sum = null;
        try
        {
            foreach (BabyTerm[] batch in giant.Terms.Chunk(BatchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum = AddBatch(babies, batch, sum);
            }

            return sum!;
        }
        catch
        {
            sum?.Dispose();
            throw;
        }
    }

    private ExtendedCiphertext AddBatch(BabyRotations babies, BabyTerm[] batch, ExtendedCiphertext? sum)
    {
        IReadOnlyList<PlaintextLease> leases = diagonals.Rent([.. batch.Select(static term => term.Index)], form);
        try
        {
            ExtendedCiphertext products = evaluator.SumOfProductsPlain(
                [.. batch.Select(term => babies[term.Baby])], [.. leases.Select(static lease => lease.Plaintext)]);
            return sum is null ? products : AddAndDispose(products, sum);
        }
        finally
        {
            foreach (PlaintextLease lease in leases)
            {
                lease.Dispose();
            }
        }
    }

    private ExtendedCiphertext AddAndDispose(ExtendedCiphertext products, ExtendedCiphertext sum)
    {
        using (products)
        {
            evaluator.Add(sum, products, sum);
            return sum;
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

    private Ciphertext DivideAndDispose(ExtendedCiphertext inner)
    {
        using (inner)
        {
            return evaluator.ModDown(inner);
        }
    }
}
