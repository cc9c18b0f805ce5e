using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The ciphertexts of a linear transform's result while their giant steps come in: each is divided by P and rescaled when it has all of them.</summary>
internal sealed class GiantTotals : IDisposable
{
    private readonly Evaluator evaluator;
    private readonly ExtendedTotal[] totals;
    private readonly int[] missing;
    private readonly Ciphertext?[] results;

    /// <param name="evaluator">Adds and divides.</param>
    /// <param name="results">The steps of each ciphertext of the result.</param>
    public GiantTotals(Evaluator evaluator, IReadOnlyList<IReadOnlyList<GiantStep>> results)
    {
        this.evaluator = evaluator;
        totals = [.. results.Select(_ => new ExtendedTotal(evaluator))];
        missing = [.. results.Select(static giants => giants.Count)];
        this.results = new Ciphertext?[results.Count];
    }

    /// <summary>Adds the sum of a giant step and takes it over.</summary>
    public void Add(int result, ExtendedCiphertext step)
    {
        totals[result].Add(step);
        missing[result]--;

        if (missing[result] == 0)
        {
            using ExtendedCiphertext total = totals[result].Take();
            results[result] = evaluator.ModDownRescale(total);
        }
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
        Array.ForEach(results, static result => result?.Dispose());
    }
}
