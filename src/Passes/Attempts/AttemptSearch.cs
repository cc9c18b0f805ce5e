using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Tries rings, from the smallest on, until one holds the circuit with the precision asked.</summary>
/// <remarks>
/// Rings that can bootstrap are tried with it before the next larger one without: its keys and ciphertexts would be twice as large
/// again. A circuit of many levels may be faster with bootstraps than without, and takes less memory: see <see cref="AttemptOrder"/>.
/// </remarks>
internal static class AttemptSearch
{
    /// <param name="layouts">The circuit on slots.</param>
    /// <param name="search">Bounds of the search, and what it predicts with.</param>
    public static AttemptList Run(LayoutAttempts layouts, SearchSettings search)
    {
        List<Attempt> made = [];
        List<RankedAttempt> ranked = [];
        Attempt? chosen = null;
        int largest = Math.Min(search.Options.MaxLogN, search.Options.KeyFormat.MaxLogN());
        for (int logN = CompilerOptions.MinLogN; logN <= largest && chosen is null or { NeedsLargerRing: true }; logN++)
        {
            List<ModeAttempts> modes = [.. layouts.On(logN).SelectMany(layout => On(layout, search))];
            IReadOnlyList<RankedAttempt> order = AttemptOrder.Of([.. modes.Select(static mode => mode.Best).OfType<Attempt>()], search);
            made.AddRange(modes.SelectMany(static mode => mode.Made));
            ranked.AddRange(order);
            chosen = order.Count > 0 ? order[0].Attempt : chosen;
        }

        return new AttemptList(made, ranked, chosen);
    }

    /// <summary>Without bootstraps, and with them where the ring and the user allow it and a circuit is deep enough to gain from them.</summary>
    private static IEnumerable<ModeAttempts> On(LayoutAttempt layout, SearchSettings search)
    {
        if (layout.Refusal is { } refusal)
        {
            Candidate candidate = new(layout.LogN, layout.Name, AttemptMode.Leveled, search.Options.LogDefaultScale ?? ScaleSchedule.Usual, new Level(0));
            return [new ModeAttempts([new Attempt(candidate, layout, new Outcome.TooWide(refusal))], null)];
        }

        ModeAttempts leveled = LeveledAttempts.Run(layout, search);
        return search.Options.MayBootstrap && layout.LogN >= BootstrappingSets.MinLogN && !IsShallow(leveled.Best)
            ? [leveled, BootstrappedAttempts.Run(layout, search)]
            : [leveled];
    }

    /// <summary>Whether a circuit fits in as few levels as bootstraps would leave it.</summary>
    private static bool IsShallow(Attempt? leveled) =>
        leveled is { NeedsLargerRing: false, Circuit: { } circuit } && circuit.Parameters.MaxLevel.Value <= BootstrappingSets.CircuitLevels[^1];
}
