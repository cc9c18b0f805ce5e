using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>What a function can have for each cost: the material of a joint choice over several functions.</summary>
public static class CandidateFront
{
    /// <summary>The best polynomial of each level count, degrees 2^k - 1 (even ones 2^k - 2), from two levels on.</summary>
    /// <exception cref="ArgumentException">The interval leaves the function's domain.</exception>
    public static IReadOnlyList<PolynomialCandidate> Polynomials(
        ScalarFunction function, Interval interval, Histogram? inputs, ErrorKind kind, SearchOptions? options = null)
    {
        ApproximationTask task = new(function, interval, inputs, kind) { Options = options ?? new SearchOptions() };
        task.Check();
        PolynomialFitter fitter = new(task);

        return [.. fitter.Symmetries().SelectMany(symmetry => Polynomials(task, fitter, symmetry)).OrderBy(static c => c.Cost)];
    }

    /// <summary>Polynomials and iterations, each dearer than the one before it and closer to the function.</summary>
    /// <exception cref="ArgumentException">The interval leaves the function's domain.</exception>
    public static IReadOnlyList<ApproximationCandidate> All(
        ScalarFunction function, Interval interval, Histogram? inputs, ErrorKind kind, SearchOptions? options = null)
    {
        SearchOptions limits = options ?? new SearchOptions();
        ApproximationTask task = new(function, interval, inputs, kind) { Options = limits };
        IEnumerable<ApproximationCandidate> candidates = Polynomials(function, interval, inputs, kind, limits);
        candidates = limits.Iterations ? candidates.Concat(Iterations(task)) : candidates;
        List<ApproximationCandidate> front = [];

        foreach (ApproximationCandidate candidate in candidates.OrderBy(static c => c.Cost).ThenBy(c => c.Error.Of(kind)))
        {
            if (front.Count == 0 || candidate.Error.Of(kind) < front[^1].Error.Of(kind))
            {
                front.Add(candidate);
            }
        }

        return front;
    }

    private static IEnumerable<PolynomialCandidate> Polynomials(ApproximationTask task, PolynomialFitter fitter, Symmetry symmetry)
    {
        bool worthwhile = true;

        for (int levels = 2; worthwhile && levels <= task.Options.MaxLevels && (1 << levels) - 1 <= task.Options.MaxDegree; levels++)
        {
            PolynomialCandidate candidate = Tamed(task, fitter, (1 << levels) - (symmetry == Symmetry.Even ? 2 : 1), symmetry);
            worthwhile = candidate.Error.Of(task.Kind) > task.Options.SmallestError;

            yield return candidate;
        }
    }

    /// <summary>A polynomial that explodes where an input strays a little is fitted there too; the degree stays, the error grows somewhat.</summary>
    private static PolynomialCandidate Tamed(ApproximationTask task, PolynomialFitter fitter, int degree, Symmetry symmetry)
    {
        PolynomialCandidate candidate = fitter.Fit(degree, symmetry);
        Overshoot overshoot = Overshoot.Measure(candidate.Evaluate, task.Interval, task.Options.OvershootMargin, task.Function);
        return overshoot.Excess <= task.Options.LargestExcess ? candidate : fitter.Fit(degree, symmetry, task.Options.OvershootMargin);
    }

    private static IEnumerable<ApproximationCandidate> Iterations(ApproximationTask task)
    {
        IterationFitter fitter = new(task);

        return
            from scheme in fitter.Schemes
            from degree in IterationFitter.StartDegrees
            from candidate in Iterations(task, fitter, scheme, degree)
            select candidate;
    }

    private static IEnumerable<ApproximationCandidate> Iterations(
        ApproximationTask task, IterationFitter fitter, IterationScheme scheme, int degree)
    {
        int spare = task.Options.MaxLevels - PatersonStockmeyerCost.Levels(degree);
        bool worthwhile = true;

        for (int iterations = 1; worthwhile && Iteration.Cost(scheme, iterations).Levels <= spare; iterations++)
        {
            IterativeCandidate candidate = fitter.Fit(scheme, degree, iterations);
            worthwhile = candidate.Error.MaxRelative > task.Options.SmallestError;

            yield return candidate;
        }
    }
}
