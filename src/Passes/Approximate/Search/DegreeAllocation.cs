using System.Globalization;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Chooses the options of several functions together: least levels, then least products, within one error budget.</summary>
/// <remarks>
/// Errors add up at the output, each times its sensitivity, and levels add up along the path. Exact dynamic programming: a partial
/// choice that costs and errs no less than another one is dropped after each item, because the other can take its place in any
/// completion. Among equal costs the least error wins. Cost: the front times the options, for each item.
/// </remarks>
public static class DegreeAllocation
{
    /// <summary>Part of the budget that the order of floating-point sums may decide.</summary>
    private const double Rounding = 1e-12;

    /// <exception cref="ArgumentException">No items, an item without options, or a number that is negative or not finite.</exception>
    public static AllocationResult Choose(IReadOnlyList<AllocationItem> items, double budget)
    {
        Check(items, budget);
        double[] leastRest = LeastErrorsFrom(items);
        double limit = budget * (1 + Rounding);

        if (leastRest[0] > limit)
        {
            return new AllocationResult([], default, leastRest[0]);
        }

        List<Partial> front = [Partial.Start];

        for (int i = 0; i < items.Count; i++)
        {
            double rest = leastRest[i + 1];
            front = Prune(front.SelectMany(partial => partial.Extend(items[i])).Where(partial => partial.Error + rest <= limit));
        }

        return new AllocationResult(front[0].Choices(), front[0].Cost, front[0].Error);
    }

    private static List<Partial> Prune(IEnumerable<Partial> partials)
    {
        List<Partial> kept = [];

        foreach (Partial partial in partials.OrderBy(static p => p.Cost).ThenBy(static p => p.Error))
        {
            if (kept.Count == 0 || partial.Error < kept[^1].Error)
            {
                kept.Add(partial);
            }
        }

        return kept;
    }

    /// <summary>For each item, the least error that it and all later ones can reach.</summary>
    private static double[] LeastErrorsFrom(IReadOnlyList<AllocationItem> items)
    {
        double[] least = new double[items.Count + 1];

        for (int i = items.Count - 1; i >= 0; i--)
        {
            least[i] = least[i + 1] + (items[i].Sensitivity * items[i].Options.Min(static option => option.Error));
        }

        return least;
    }

    private static void Check(IReadOnlyList<AllocationItem> items, double budget)
    {
        if (items.Count == 0 || !(budget >= 0) || !double.IsFinite(budget))
        {
            throw new ArgumentException("An allocation needs one function at least, and a finite budget that is not negative.");
        }

        foreach (AllocationItem item in items)
        {
            bool valid = item.Options.Count > 0
                && item.Sensitivity >= 0
                && double.IsFinite(item.Sensitivity)
                && item.Options.All(static option => option.Error >= 0 && double.IsFinite(option.Error));

            if (!valid)
            {
                string sensitivity = item.Sensitivity.ToString("R", CultureInfo.InvariantCulture);
                throw new ArgumentException(
                    $"'{item.Name}' needs options with finite errors, and a finite sensitivity that is not negative, not {sensitivity}.");
            }
        }
    }

    /// <summary>Choices for the first items, as a chain.</summary>
    private sealed record Partial(Partial? Before, int Option, EvaluationCost Cost, double Error)
    {
        public static Partial Start { get; } = new(null, -1, default, 0);

        public IEnumerable<Partial> Extend(AllocationItem item) => item.Options.Select((option, index) =>
            new Partial(this, index, Cost + option.Cost, Error + (item.Sensitivity * option.Error)));

        public int[] Choices()
        {
            List<int> choices = [];

            for (Partial partial = this; partial.Before is not null; partial = partial.Before)
            {
                choices.Add(partial.Option);
            }

            choices.Reverse();

            return [.. choices];
        }
    }
}
