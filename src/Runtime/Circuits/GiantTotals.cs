using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The ciphertexts of a linear transform's result while their giant steps come in: each is divided by P and rescaled when it has all of them.</summary>
internal sealed class GiantTotals : IDisposable
{
    private readonly Evaluator evaluator;
    private readonly Total<ExtendedCiphertext>[] totals;
    private readonly Ciphertext?[] unrotated;
    private readonly int[] missing;
    private readonly Ciphertext?[] results;

    /// <param name="evaluator">Adds and divides.</param>
    /// <param name="results">The steps of each ciphertext of the result.</param>
    public GiantTotals(Evaluator evaluator, IReadOnlyList<IReadOnlyList<GiantStep>> results)
    {
        this.evaluator = evaluator;
        totals = [.. results.Select(_ => new Total<ExtendedCiphertext>((sum, step) => evaluator.Add(sum, step, sum)))];
        missing = [.. results.Select(static giants => giants.Count)];
        unrotated = new Ciphertext?[results.Count];
        this.results = new Ciphertext?[results.Count];
    }

    /// <summary>Adds the sum of a giant step modulo QP and takes it over.</summary>
    public void Add(int result, ExtendedCiphertext step)
    {
        totals[result].Add(step);
        Count(result);
    }

    /// <summary>Adds the sum of the giant step by 0 modulo Q and takes it over: a result without other steps need not be divided by P.</summary>
    public void AddUnrotated(int result, Ciphertext step)
    {
        unrotated[result] = step;
        Count(result);
    }

    /// <summary>Hands the results over; null for those without a step.</summary>
    public Ciphertext?[] Take()
    {
        Ciphertext?[] taken = [.. results];
        Array.Clear(results);
        return taken;
    }

    public void Dispose()
    {
        Array.ForEach(totals, static total => total.Dispose());
        Array.ForEach(unrotated, static step => step?.Dispose());
        Array.ForEach(results, static result => result?.Dispose());
    }

    private void Count(int result)
    {
        missing[result]--;

        if (missing[result] == 0)
        {
            using Ciphertext? step = unrotated[result];
            unrotated[result] = null;
            results[result] = Finish(totals[result], step);
        }
    }

    private Ciphertext Finish(Total<ExtendedCiphertext> total, Ciphertext? step)
    {
        if (total.Value is null)
        {
            return evaluator.Rescale(step!);
        }

        if (step is not null)
        {
            total.Add(evaluator.Extend(step));
        }

        using ExtendedCiphertext sum = total.Take();
        return evaluator.ModDownRescale(sum);
    }
}
