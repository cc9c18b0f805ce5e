using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Fitting;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Approximate.Search;

namespace PowerSoftmax.Passes.Tests.Approximate.Search;

public sealed class ApproximationSearchTests
{
    private static readonly SearchOptions Small = new() { MaxDegree = 63, MaxLevels = 8 };

    public static TheoryData<ScalarFunction, Interval, ErrorBudget> Cases => new()
    {
        { ScalarFunctions.GeluErf, new Interval(-8, 6), ErrorBudget.Absolute(0.01) },
        { ScalarFunctions.GeluErf, new Interval(-4, 4), ErrorBudget.Absolute(1e-3) },
        { ScalarFunctions.Tanh, new Interval(-3, 3), ErrorBudget.Absolute(1e-2) },
        { ScalarFunctions.Sigmoid, new Interval(-2, 7), ErrorBudget.Absolute(1e-4) },
        { ScalarFunctions.Exp, new Interval(-4, 1), ErrorBudget.Relative(1e-2) },
        { ScalarFunctions.Reciprocal, new Interval(1, 4), ErrorBudget.Relative(1e-3) },
        { ScalarFunctions.Reciprocal, new Interval(0.01, 4), ErrorBudget.Relative(0.02) },
        { ScalarFunctions.InverseSquareRoot, new Interval(0.05, 10), ErrorBudget.Relative(1e-3) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ChoosesTheCheapestOfAllThatMeetTheBudget(ScalarFunction function, Interval interval, ErrorBudget budget)
    {
        ApproximationChoice choice = ApproximationSearch.Choose(function, interval, null, budget, Small);

        Assert.NotNull(choice.Chosen);
        Assert.True(budget.IsMetBy(choice.Chosen.Error), choice.Explain());
        Assert.DoesNotContain(AllCheaperThan(choice.Chosen.Cost, function, interval, budget), item => budget.IsMetBy(item.Error));
        Assert.StartsWith("chosen", choice.Considered[^1].Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheChosenOneMeetsTheBudgetOnADenserGrid(ScalarFunction function, Interval interval, ErrorBudget budget)
    {
        ApproximationCandidate chosen = ApproximationSearch.Choose(function, interval, null, budget, Small).Chosen!;

        for (int i = 0; i <= 30_000; i++)
        {
            double x = interval.FromUnit(-1 + (i / 15_000.0));
            double error = Math.Abs(function.Evaluate(x) - chosen.Evaluate(x));
            error /= budget.Kind == ErrorKind.Relative ? Math.Abs(function.Evaluate(x)) : 1;

            Assert.True(error <= 1.0001 * budget.Limit, $"{error} at {x}");
        }
    }

    [Fact]
    public void WideRatiosNeedIterations()
    {
        ApproximationChoice choice = ApproximationSearch.Choose(
            ScalarFunctions.Reciprocal, new Interval(1e-3, 100), null, ErrorBudget.Relative(1e-3));

        IterativeCandidate chosen = Assert.IsType<IterativeCandidate>(choice.Chosen);
        Assert.Equal("goldschmidt", chosen.Family);
        Assert.True(chosen.Error.MaxRelative <= 1e-3);
    }

    [Fact]
    public void WithoutIterationsThereIsNoAnswerForThem()
    {
        ApproximationChoice choice = ApproximationSearch.Choose(
            ScalarFunctions.Reciprocal, new Interval(1e-3, 100), null, ErrorBudget.Relative(1e-3), Small with { Iterations = false });

        Assert.Null(choice.Chosen);
        Assert.All(choice.Considered, static item => Assert.Contains("misses", item.Verdict, StringComparison.Ordinal));
        Assert.Contains("degree 63", choice.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void GrowthBeyondTheLimitIsRefusedAndAWiderFitTried()
    {
        Interval interval = new(-6, 6);
        ErrorBudget budget = ErrorBudget.Absolute(1e-7);
        ApproximationChoice free = ApproximationSearch.Choose(ScalarFunctions.Tanh, interval, null, budget);
        ApproximationChoice tamed = ApproximationSearch.Choose(
            ScalarFunctions.Tanh, interval, null, budget, new SearchOptions { LargestGrowth = 1.001 });

        Assert.True(Overshoot.Measure(free.Chosen!.Evaluate, interval, 0.05).Growth > 1.001);
        Assert.True(Overshoot.Measure(tamed.Chosen!.Evaluate, interval, 0.05).Growth <= 1.001);
        Assert.True(budget.IsMetBy(tamed.Chosen.Error));
        Assert.Contains(tamed.Considered, static item => item.Verdict.StartsWith("grows", StringComparison.Ordinal));
    }

    [Fact]
    public void MeanBudgetsFollowTheInputs()
    {
        HistogramBuilder builder = new();
        builder.Add([.. Enumerable.Range(-50, 100).Select(static i => i / 50.0), -20, 20]);
        ErrorBudget budget = ErrorBudget.MeanAbsolute(0.01);
        Interval interval = new(-20, 20);

        ApproximationCandidate known = ApproximationSearch.Choose(ScalarFunctions.GeluErf, interval, builder.Build(), budget).Chosen!;
        ApproximationCandidate worst = ApproximationSearch.Choose(ScalarFunctions.GeluErf, interval, null, ErrorBudget.Absolute(0.01)).Chosen!;

        Assert.True(known.Cost < worst.Cost, $"{known.Cost} against {worst.Cost}");
        Assert.Equal(FitMethod.LeastSquares, Assert.IsType<PolynomialCandidate>(known).Method);
    }

    [Fact]
    public void RefusesIntervalsOutsideTheDomain()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ApproximationSearch.Choose(
            ScalarFunctions.Reciprocal, new Interval(-1, 1), null, ErrorBudget.Absolute(1)));

        Assert.Contains("reciprocal is defined above 0", error.Message, StringComparison.Ordinal);
    }

    private static List<ApproximationCandidate> AllCheaperThan(
        EvaluationCost cost, ScalarFunction function, Interval interval, ErrorBudget budget)
    {
        ApproximationTask task = new(function, interval, null, budget.Kind) { Options = Small };
        IterationFitter iterations = new(task);
        PolynomialFitter polynomials = new(task);
        IEnumerable<ApproximationCandidate> single =
            from symmetry in polynomials.Symmetries()
            from degree in Enumerable.Range(1, Small.MaxDegree)
            where symmetry == Symmetry.None || (degree > 1 && degree % 2 == (symmetry == Symmetry.Odd ? 1 : 0))
            where PatersonStockmeyerCost.Of(degree, symmetry) < cost
            select polynomials.Fit(degree, symmetry);
        IEnumerable<ApproximationCandidate> iterated =
            from scheme in iterations.Schemes
            from degree in IterationFitter.StartDegrees
            from count in Enumerable.Range(1, Small.MaxLevels)
            where PatersonStockmeyerCost.Of(degree) + Iteration.Cost(scheme, count) < cost
            select iterations.Fit(scheme, degree, count);

        return [.. single, .. iterated];
    }
}
