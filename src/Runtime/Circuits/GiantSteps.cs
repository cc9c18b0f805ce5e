using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of all ciphertexts of a linear transform's result; their rotations do not depend on each other.</summary>
/// <remarks>Steps of several ciphertexts of the result go together, so that the baby rotations are read from memory once for all of them.</remarks>
internal sealed class GiantSteps(TransformWork work, BabyRotations babies)
{
    private readonly Evaluator evaluator = work.Evaluator;

    /// <summary>For each ciphertext of the result the sum over its giant steps with baby rotations modulo QP, rescaled: P and the last prime are divided out at once.</summary>
    /// <param name="results">The steps of each.</param>
    /// <param name="bounds">How many go together.</param>
    /// <returns>Null where there is no step.</returns>
    public Ciphertext?[] Sum(IReadOnlyList<IReadOnlyList<GiantStep>> results, GiantBounds bounds)
    {
        using GiantTotals totals = new(evaluator, results);
        using ExtendedTotal begun = new(evaluator);
        foreach (GiantPart[] batch in GiantPart.Batches(results, bounds))
        {
            ExtendedCiphertext?[] sums = InnerSums(batch);
            try
            {
                begun.Add(Take(sums, 0));
                if (batch[0].IsLast)
                {
                    sums[0] = begun.Take();
                    AddRotated(batch, sums, totals);
                }
            }
            finally
            {
                // Those that an interruption left behind.
                Array.ForEach(sums, static sum => sum?.Dispose());
            }
        }

        return totals.Take();
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

    // Giants ascend, so an unrotated one is the first of its result: it becomes the total.
    private void AddRotated(GiantPart[] giants, ExtendedCiphertext?[] sums, GiantTotals totals)
    {
        int[] rotated = [.. Enumerable.Range(0, giants.Length).Where(i => giants[i].Rotation != 0)];
        foreach (int unrotated in Enumerable.Range(0, giants.Length).Except(rotated))
        {
            totals.Add(giants[unrotated].Result, Take(sums, unrotated));
        }

        work.Independent.Run(
            rotated.Length,
            i =>
            {
                using Ciphertext divided = ModDownAndDispose(Take(sums, rotated[i]));
                return work.Rotate(divided, giants[rotated[i]].Rotation);
            },
            (i, sum) => totals.Add(giants[rotated[i]].Result, sum));
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
