using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>A candidate whose cost is known before the work of fitting it.</summary>
/// <param name="Family">Recipes of one family and one level count err less the higher their rank.</param>
/// <param name="Cost">Cost of the candidate it makes.</param>
/// <param name="Rank">Degree of a polynomial; number of iterations otherwise.</param>
/// <param name="Build">Fits the candidate; the argument widens the interval of the fit.</param>
internal sealed record CandidateRecipe(string Family, EvaluationCost Cost, int Rank, Func<double, ApproximationCandidate> Build)
{
    public bool CanWiden { get; init; }

    /// <summary>Every recipe of a task, by rising cost; equal costs in the order polynomial, symmetric, iterative.</summary>
    public static IReadOnlyList<CandidateRecipe> All(ApproximationTask task)
    {
        IEnumerable<CandidateRecipe> recipes = Polynomials(task);
        recipes = task.Options.Iterations ? recipes.Concat(Iterations(task)) : recipes;

        return [.. recipes.Where(recipe => recipe.Cost.Levels <= task.Options.MaxLevels).OrderBy(static recipe => recipe.Cost)];
    }

    private static IEnumerable<CandidateRecipe> Polynomials(ApproximationTask task)
    {
        PolynomialFitter fitter = new(task);

        return
            from symmetry in fitter.Symmetries()
            from item in PolynomialDegrees.Front(symmetry, task.Options.MaxDegree)
            where symmetry == Symmetry.None || item.Degree > 1
            select new CandidateRecipe($"{symmetry}", item.Cost, item.Degree, widening => fitter.Fit(item.Degree, symmetry, widening))
            {
                CanWiden = true,
            };
    }

    private static IEnumerable<CandidateRecipe> Iterations(ApproximationTask task)
    {
        IterationFitter fitter = new(task);

        return
            from scheme in fitter.Schemes
            from degree in IterationFitter.StartDegrees
            from iterations in Enumerable.Range(1, task.Options.MaxLevels)
            select new CandidateRecipe(
                $"{scheme} {degree}",
                PatersonStockmeyerCost.Of(degree) + Iteration.Cost(scheme, iterations),
                iterations,
                _ => fitter.Fit(scheme, degree, iterations));
    }
}
