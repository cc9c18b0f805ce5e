using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Sums the giant steps of a linear transform's result without baby rotations: each is a sum of plaintext products modulo Q.</summary>
internal sealed class UnrotatedGiantSteps(TransformWork work, IReadOnlyList<Ciphertext> input)
{
    private readonly Evaluator evaluator = work.Evaluator;

    /// <summary>Rescaled; with a rotation, P and the last prime are divided out at once.</summary>
    /// <param name="results">The steps of each ciphertext of the result.</param>
    /// <returns>Null where there is no step.</returns>
    public Ciphertext?[] Sum(IReadOnlyList<IReadOnlyList<GiantStep>> results)
    {
        Ciphertext?[] sums = new Ciphertext?[results.Count];
        try
        {
            for (int result = 0; result < sums.Length; result++)
            {
                sums[result] = results[result].Count == 0 ? null : Sum(results[result]);
            }

            return sums;
        }
        catch
        {
            Array.ForEach(sums, static sum => sum?.Dispose());
            throw;
        }
    }

    private Ciphertext Sum(IReadOnlyList<GiantStep> giants)
    {
        bool hasUnrotated = giants[0].Rotation == 0;
        using ExtendedTotal total = new(evaluator);
        using Ciphertext? unrotated = hasUnrotated ? Products(giants[0]) : null;
        foreach (GiantStep[] round in giants.Skip(hasUnrotated ? 1 : 0).Chunk(work.Independent.AtOnce))
        {
            work.ThrowIfCanceled();
            using PlaintextLeases leases = work.Rent(round.SelectMany(static giant => giant.Terms));
            int[] first = [.. round.Select((_, i) => round.Take(i).Sum(static giant => giant.Terms.Count))];
            work.Independent.Run(
                round.Length,
                i =>
                {
                    using Ciphertext products = Products(round[i], leases, first[i]);
                    return work.Rotate(products, round[i].Rotation);
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

    private Ciphertext Products(GiantStep giant)
    {
        using PlaintextLeases leases = work.Rent(giant.Terms);
        return Products(giant, leases, 0);
    }

    /// <summary>One product for each ciphertext of the operand that the step reads.</summary>
    private Ciphertext Products(GiantStep giant, PlaintextLeases leases, int first)
    {
        Ciphertext sum = evaluator.MultiplyPlain(input[giant.Terms[0].Operand], leases[first]);
        for (int i = 1; i < giant.Terms.Count; i++)
        {
            using Ciphertext product = evaluator.MultiplyPlain(input[giant.Terms[i].Operand], leases[first + i]);
            evaluator.Add(sum, product, sum);
        }

        return sum;
    }
}
