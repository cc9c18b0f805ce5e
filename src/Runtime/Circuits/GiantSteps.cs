using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of one ciphertext of a linear transform's result; their rotations do not depend on each other.</summary>
internal sealed class GiantSteps(TransformWork work, BabyRotations babies)
{
    /// <summary>Plaintexts in flight at a time: enough for several giant steps to share the rotations they read, few enough to keep memory low.</summary>
    private const int PlaintextsAtOnce = 64;

    private readonly Evaluator evaluator = work.Evaluator;

    /// <summary>Sum over giant steps with baby rotations modulo QP, rescaled: P and the last prime are divided out at once.</summary>
    public Ciphertext Sum(IReadOnlyList<GiantStep> giants)
    {
        using ExtendedTotal total = new(evaluator), begun = new(evaluator);
        foreach (GiantPart[] batch in GiantPart.Batches(giants, PlaintextsAtOnce))
        {
            ExtendedCiphertext?[] sums = InnerSums(batch);
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

    private ExtendedCiphertext[] InnerSums(GiantPart[] parts)
    {
        work.ThrowIfCanceled();
        using PlaintextLeases leases = work.Rent(parts.SelectMany(static part => part.Terms));
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

        work.Independent.Run(
            giants.Length - first,
            i =>
            {
                using Ciphertext divided = ModDownAndDispose(Take(sums, first + i));
                return work.Rotate(divided, giants[first + i].Rotation);
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
}
