using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of one ciphertext of a linear transform's result; their rotations do not depend on each other.</summary>
internal sealed class GiantSteps(
    Evaluator evaluator, IDiagonalPlaintexts diagonals, PlaintextForm form, CancellationToken cancellationToken)
{
    /// <summary>Plaintexts in flight at a time: enough for several giant steps to share the rotations they read, few enough to keep memory low.</summary>
    private const int PlaintextsAtOnce = 64;

    private readonly IndependentWork work = IndependentCiphertexts.WorkAt(evaluator, form.Level);

    /// <summary>Sum over giant steps with baby rotations modulo QP, rescaled: P and the last prime are divided out at once.</summary>
    public Ciphertext Sum(BabyRotations babies, IReadOnlyList<GiantStep> giants)
    {
        using ExtendedTotal total = new(evaluator), begun = new(evaluator);
        foreach (GiantPart[] batch in GiantPart.Batches(giants, PlaintextsAtOnce))
        {
            ExtendedCiphertext?[] sums = InnerSums(babies, batch);
            try
            {
                begun.Add(Take(sums, 0));
                if (batch[0].IsLast)
                {
                    sums[0] = begun.Take();
                    AddRotated(batch, sums, total);
                }
            }
            finally
            {
                // Those that an interruption left behind.
                Array.ForEach(sums, static sum => sum?.Dispose());
            }
        }

        return evaluator.ModDownRescale(total.Value!);
    }

    /// <summary>The same without baby rotations: every giant step is a sum of plaintext products modulo Q, one for each operand.</summary>
    public Ciphertext SumUnrotated(IReadOnlyList<Ciphertext> input, IReadOnlyList<GiantStep> giants)
    {
        bool hasUnrotated = giants[0].Rotation == 0;
        using ExtendedTotal total = new(evaluator);
        using Ciphertext? unrotated = hasUnrotated ? Products(input, giants[0]) : null;
        foreach (GiantStep[] round in giants.Skip(hasUnrotated ? 1 : 0).Chunk(work.AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using PlaintextLeases leases = Rent(round.SelectMany(static giant => giant.Terms).Select(static term => term.Index));
            int[] first = [.. round.Select((_, i) => round.Take(i).Sum(static giant => giant.Terms.Count))];
            work.Run(
                round.Length,
                i =>
                {
                    using Ciphertext products = Products(input, round[i], leases, first[i]);
                    return Rotate(products, round[i].Rotation);
                },
                (_, rotated) => total.Add(rotated));
        }

        return Join(unrotated, total.Value);
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

    private ExtendedCiphertext[] InnerSums(BabyRotations babies, GiantPart[] parts)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using PlaintextLeases leases = Rent(parts.SelectMany(static part => part.Terms).Select(static term => term.Index));
        int first = 0;
        List<PlainProducts> sums = [];
        foreach (GiantPart part in parts)
        {
            sums.Add(new PlainProducts([.. part.Terms.Select(term => babies[term])], leases.Range(first, part.Terms.Count)));
            first += part.Terms.Count;
        }

        return evaluator.SumsOfProductsPlain(sums);
    }

    // Giants ascend, so the unrotated one comes first; it becomes the total.
    private void AddRotated(GiantPart[] giants, ExtendedCiphertext?[] sums, ExtendedTotal total)
    {
        int first = 0;
        if (giants[0].Rotation == 0)
        {
            total.Add(Take(sums, 0));
            first = 1;
        }

        work.Run(
            giants.Length - first,
            i =>
            {
                using Ciphertext divided = ModDownAndDispose(Take(sums, first + i));
                return Rotate(divided, giants[first + i].Rotation);
            },
            (_, rotated) => total.Add(rotated));
    }

    private static ExtendedCiphertext Take(ExtendedCiphertext?[] sums, int index)
    {
        ExtendedCiphertext taken = sums[index]!;
        sums[index] = null;
        return taken;
    }

    private Ciphertext ModDownAndDispose(ExtendedCiphertext sum)
    {
        using (sum)
        {
            return evaluator.ModDown(sum);
        }
    }

    private ExtendedCiphertext Rotate(Ciphertext inner, int steps)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Decomposition digits = evaluator.Decompose(inner);
        return evaluator.RotateHoistedLazy(inner, digits, steps);
    }

    private Ciphertext Products(IReadOnlyList<Ciphertext> input, GiantStep giant)
    {
        using PlaintextLeases leases = Rent(giant.Terms.Select(static term => term.Index));
        return Products(input, giant, leases, 0);
    }

    private Ciphertext Products(IReadOnlyList<Ciphertext> input, GiantStep giant, PlaintextLeases leases, int first)
    {
        Ciphertext sum = evaluator.MultiplyPlain(input[giant.Terms[0].Operand], leases[first]);
        for (int i = 1; i < giant.Terms.Count; i++)
        {
            using Ciphertext product = evaluator.MultiplyPlain(input[giant.Terms[i].Operand], leases[first + i]);
            evaluator.Add(sum, product, sum);
        }

        return sum;
    }

    private PlaintextLeases Rent(IEnumerable<int> indices) => new(diagonals.Rent([.. indices], form));
}
