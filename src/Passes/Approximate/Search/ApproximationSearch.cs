using System.Globalization;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Finds the cheapest approximation of one function within an error budget: levels first, then products.</summary>
/// <remarks>
/// Candidates are tried by rising cost, so the first that meets the budget is the cheapest. The largest degree of a level count goes
/// first: when its error is too large, the smaller degrees of that level count are not fitted at all.
/// </remarks>
public sealed class ApproximationSearch
{
    private readonly ApproximationTask task;
    private readonly ErrorBudget budget;
    private readonly List<ConsideredCandidate> considered = [];
    private readonly Dictionary<CandidateRecipe, ApproximationCandidate> built = [];

    private ApproximationSearch(ApproximationTask task, ErrorBudget budget)
    {
        this.task = task;
        this.budget = budget;
    }

    /// <summary>Searches; <see cref="ApproximationChoice.Chosen"/> is null when nothing meets the budget.</summary>
    /// <exception cref="ArgumentException">The interval leaves the function's domain, or the budget is not positive.</exception>
    public static ApproximationChoice Choose(
        ScalarFunction function, Interval interval, Histogram? inputs, ErrorBudget budget, SearchOptions? options = null)
    {
        if (!(budget.Limit > 0))
        {
            throw new ArgumentException("An error budget must be positive.", nameof(budget));
        }

        ApproximationTask task = new(function, interval, inputs, budget.Kind) { Options = options ?? new SearchOptions() };
        task.Check();

        return new ApproximationSearch(task, budget).Run();
    }

    private ApproximationChoice Run()
    {
        foreach (IGrouping<int, CandidateRecipe> level in CandidateRecipe.All(task).GroupBy(static recipe => recipe.Cost.Levels))
        {
            foreach (CandidateRecipe recipe in Hopeful([.. level]))
            {
                if (Judge(recipe, 0) is { } chosen)
                {
                    return new ApproximationChoice(chosen, considered);
                }
            }
        }

        return new ApproximationChoice(null, considered);
    }

    /// <summary>The recipes of one level count, without the families whose best member errs too much.</summary>
    private IEnumerable<CandidateRecipe> Hopeful(IReadOnlyList<CandidateRecipe> level)
    {
        // Only a largest error falls with every degree; the mean error of least squares need not.
        if (budget.Kind == ErrorKind.MeanAbsolute)
        {
            return level;
        }

        HashSet<string> hopeless = [];

        foreach (IGrouping<string, CandidateRecipe> family in level.GroupBy(static recipe => recipe.Family))
        {
            ApproximationCandidate best = Build(family.MaxBy(static recipe => recipe.Rank)!);

            if (!budget.IsMetBy(best.Error))
            {
                hopeless.Add(family.Key);
                Reject(best, null, family.Count() == 1 ? $"misses {budget}" : $"misses {budget}, as do its lower degrees");
            }
        }

        return level.Where(recipe => !hopeless.Contains(recipe.Family));
    }

    private ApproximationCandidate? Judge(CandidateRecipe recipe, double widening)
    {
        ApproximationCandidate candidate = widening > 0 ? recipe.Build(widening) : Build(recipe);

        if (!budget.IsMetBy(candidate.Error))
        {
            Reject(candidate, null, $"misses {budget}");
            return null;
        }

        Overshoot overshoot = Overshoot.Measure(
            candidate.Evaluate, task.Interval, task.Options.OvershootMargin, task.Function.LowestInput);

        if (overshoot.Growth <= task.Options.LargestGrowth)
        {
            considered.Add(new ConsideredCandidate(candidate, overshoot, "chosen; " + Growth(overshoot)));
            return candidate;
        }

        Reject(candidate, overshoot, Growth(overshoot) + ", which is too much");

        return recipe.CanWiden && widening == 0 ? Judge(recipe, task.Options.OvershootMargin) : null;
    }

    private static string Growth(Overshoot overshoot) => string.Create(
        CultureInfo.InvariantCulture, $"grows {overshoot.Growth:G3} times when an input strays by {overshoot.Margin:G3} of the width");

    private void Reject(ApproximationCandidate candidate, Overshoot? overshoot, string verdict) =>
        considered.Add(new ConsideredCandidate(candidate, overshoot, verdict));

    private ApproximationCandidate Build(CandidateRecipe recipe)
    {
        if (!built.TryGetValue(recipe, out ApproximationCandidate? candidate))
        {
            candidate = recipe.Build(0);
            built.Add(recipe, candidate);
        }

        return candidate;
    }
}
