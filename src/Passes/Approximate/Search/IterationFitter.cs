using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Fitting;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Makes the Newton and Goldschmidt candidates of one task, from starts of least relative error.</summary>
internal sealed class IterationFitter(ApproximationTask task)
{
    private readonly Dictionary<int, ChebyshevSeries> starts = [];

    /// <summary>Degrees of starts: the full ones of one to four levels.</summary>
    public static IReadOnlyList<int> StartDegrees { get; } = [1, 3, 7, 15];

    public IReadOnlyList<IterationScheme> Schemes { get; } = task.Function.Iteration switch
    {
        IterationKind.Reciprocal => [IterationScheme.GoldschmidtReciprocal, IterationScheme.NewtonReciprocal],
        IterationKind.InverseSquareRoot =>
            [IterationScheme.NewtonInverseSquareRoot, IterationScheme.GoldschmidtInverseSquareRoot],
        _ => [],
    };

    public IterativeCandidate Fit(IterationScheme scheme, int startDegree, int iterations)
    {
        if (!starts.TryGetValue(startDegree, out ChebyshevSeries? start))
        {
            Func<double, double> function = task.Function.Evaluate;
            start = Remez.Fit(function, task.Interval, startDegree, x => 1 / Math.Abs(function(x))).Series;
            starts.Add(startDegree, start);
        }

        double Refined(double x) => Iteration.Run(scheme, iterations, x, start.Evaluate(x));
        ApproximationError error = ApproximationError.Measure(
            task.Function.Evaluate, Refined, task.Interval, startDegree, task.Inputs);

        return new IterativeCandidate(scheme, start, iterations, error);
    }
}
