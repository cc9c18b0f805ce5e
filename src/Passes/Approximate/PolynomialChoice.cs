using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Search;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Chooses the polynomials of a circuit jointly, so that the measured error of its answers stays within a budget.</summary>
/// <remarks>
/// <see cref="DegreeAllocation"/> adds up worst cases, which rarely meet. So the allocation is asked with budgets larger than
/// the real one first, each answer is measured on the calibration samples, and the first that really meets the budget is
/// taken; when even the real one does not, smaller ones follow.
/// </remarks>
/// <param name="measure">The circuit with its samples.</param>
/// <param name="functions">What calibration found out.</param>
/// <param name="ranges">Of the outputs on the calibration samples, by name.</param>
/// <param name="budget">Largest error of an output, relative to its range.</param>
public sealed class PolynomialChoice(CircuitMeasure measure, IReadOnlyList<CalibratedFunction> functions, IReadOnlyDictionary<string, double> ranges, double budget)
{
    private static readonly double[] Slacks = [64, 32, 16, 8, 4, 2, 1, 0.5, 0.25, 0.125];

    /// <summary>A polynomial for each function, and its measured agreement.</summary>
    /// <exception cref="DiagnosticException">No choice meets the budget (PSM3005).</exception>
    public (IReadOnlyList<PolynomialCandidate> Polynomials, AgreementReport Agreement) Run()
    {
        IReadOnlyList<int>? tried = null;
        foreach (double slack in Slacks)
        {
            AllocationResult allocation = DegreeAllocation.Choose(Items(), budget * slack);
            if (!allocation.IsFeasible || (tried is not null && tried.SequenceEqual(allocation.Choices)))
            {
                continue;
            }

            tried = allocation.Choices;
            IReadOnlyList<PolynomialCandidate> polynomials = [.. functions.Zip(tried, static (function, choice) => function.Candidates[choice])];
            if (measure.Within(measure.Samples.Split.Calibration, Replacements(polynomials), ranges, budget) is AgreementReport agreement)
            {
                return (polynomials, agreement);
            }
        }

        throw Unreachable();
    }

    /// <summary>Stand-ins for the functions by node.</summary>
    public Func<FunctionSite, Func<double, double>?> Replacements(IReadOnlyList<PolynomialCandidate> polynomials)
    {
        Dictionary<ValueId, Func<double, double>> byNode = functions
            .Zip(polynomials)
            .ToDictionary(static pair => pair.First.Site.Node.Id, static pair => (Func<double, double>)pair.Second.Evaluate);
        return site => byNode[site.Node.Id];
    }

    private List<AllocationItem> Items() =>
        [.. functions.Select(static function => new AllocationItem(
            function.Site.Node.Name,
            function.Sensitivity,
            [.. function.Candidates.Select(candidate => new AllocationOption(candidate.Cost, candidate.Error.Of(function.Site.ErrorKind)))]))];

    private DiagnosticException Unreachable()
    {
        CalibratedFunction worst = functions.MaxBy(static function => function.Sensitivity * function.Candidates.Min(candidate => candidate.Error.Of(function.Site.ErrorKind)))!;
        return new DiagnosticException(
            DiagnosticKinds.BudgetUnreachable,
            worst.Site.Node.Name,
            worst.Candidates.Max(static candidate => candidate.Series.Degree),
            worst.Site.Function.Name,
            Short(worst.Range.Interval.Low),
            Short(worst.Range.Interval.High),
            Short(budget / worst.Sensitivity));
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
