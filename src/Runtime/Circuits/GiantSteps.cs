using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of all ciphertexts of a linear transform's result; their rotations do not depend on each other.</summary>
/// <typeparam name="T">Form of the baby rotations.</typeparam>
/// <remarks>Steps of several ciphertexts of the result go together, so that the baby rotations are read from memory once for all of them.</remarks>
internal sealed class GiantSteps<T>(TransformWork work, BabyRotations<T> babies)
    where T : class, IDisposable
{
    /// <summary>For each ciphertext of the result the sum over its giant steps, rescaled.</summary>
    /// <param name="results">The steps of each.</param>
    /// <param name="bounds">How many go together.</param>
    /// <returns>Null where there is no step.</returns>
    public Ciphertext?[] Sum(IReadOnlyList<IReadOnlyList<GiantStep>> results, GiantBounds bounds)
    {
        using GiantTotals totals = new(work.Evaluator, results);
        using Total<T> begun = new(babies.AddTo);
        foreach (GiantPart[] batch in GiantPart.Batches(results, bounds))
        {
            T?[] sums = InnerSums(batch);
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

    private T[] InnerSums(GiantPart[] parts)
    {
        work.ThrowIfCanceled();
        using PlaintextLeases leases = work.Rent(parts.SelectMany(static part => part.Terms));
        int first = 0;
        List<PlainProducts<T>> sums = [];
        foreach (GiantPart part in parts)
        {
            sums.Add(new PlainProducts<T>([.. part.Terms.Select(term => babies[term])], leases.Range(first, part.Terms.Count)));
            first += part.Terms.Count;
        }

        return babies.SumsOfProducts(sums);
    }

    private void AddRotated(GiantPart[] giants, T?[] sums, GiantTotals totals)
    {
        int[] rotated = [.. Enumerable.Range(0, giants.Length).Where(i => giants[i].Rotation != 0)];
        foreach (int unrotated in Enumerable.Range(0, giants.Length).Except(rotated))
        {
            babies.AddUnrotated(totals, giants[unrotated].Result, Take(sums, unrotated));
        }

        work.Independent.Run(
            rotated.Length,
            i =>
            {
                using Ciphertext sum = babies.ToRotate(Take(sums, rotated[i]));
                return work.Rotate(sum, giants[rotated[i]].Rotation);
            },
            (i, sum) => totals.Add(giants[rotated[i]].Result, sum));
    }

    private static T Take(T?[] sums, int index)
    {
        T taken = sums[index]!;
        sums[index] = null;
        return taken;
    }
}
