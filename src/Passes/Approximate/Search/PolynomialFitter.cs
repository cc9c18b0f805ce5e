using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Fitting;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Makes the polynomial candidates of one task.</summary>
internal sealed class PolynomialFitter(ApproximationTask task)
{
    /// <summary>A thousandth: the least squares stay well conditioned, and rare inputs keep a say.</summary>
    private const double DensityFloor = 1e-3;

    /// <summary>How far a wider fit goes at most from the interval towards the end of the function's domain.</summary>
    private const double DomainPart = 0.5;

    /// <summary>The symmetries a single polynomial may have: weights that are not even rule out the special ones.</summary>
    public IEnumerable<Symmetry> Symmetries()
    {
        yield return Symmetry.None;

        if (task.Function.Symmetry != Symmetry.None && task.Kind != ErrorKind.Relative)
        {
            yield return task.Function.Symmetry;
        }
    }

    /// <param name="degree">Degree of the polynomial.</param>
    /// <param name="symmetry">A symmetry other than None fits on the symmetric hull of the interval.</param>
    /// <param name="widening">Part of the width by which the fit goes beyond the interval, to tame it there.</param>
    public PolynomialCandidate Fit(int degree, Symmetry symmetry, double widening = 0)
    {
        // A line has no parity to exploit, so it keeps the interval itself.
        Symmetry used = degree > 1 ? symmetry : Symmetry.None;
        Interval widened = Widen(widening);
        PolynomialFit fit = Fit(used == Symmetry.None ? widened : widened.SymmetricHull, degree, used);
        ApproximationError error = ApproximationError.Measure(
            task.Function.Evaluate, fit.Series.Evaluate, task.Interval, degree, task.Inputs);
        string family = Family(used, fit.Method) + (widening > 0 ? " on a wider interval" : string.Empty);

        return new PolynomialCandidate(family, fit.Series, fit.Method, PatersonStockmeyerCost.Of(degree, used), error);
    }

    private static string Family(Symmetry symmetry, FitMethod method)
    {
        string parity = symmetry switch
        {
            Symmetry.Even => "even ",
            Symmetry.Odd => "odd ",
            _ => string.Empty,
        };

        return parity + method switch
        {
            FitMethod.Chebyshev => "chebyshev",
            FitMethod.LeastSquares => "least squares",
            _ => "minimax",
        };
    }

    private Interval Widen(double widening)
    {
        double reach = widening * task.Interval.Width;
        double below = Math.Min(reach, DomainPart * (task.Interval.Low - task.Function.LowestInput));

        return widening > 0 ? new Interval(task.Interval.Low - below, task.Interval.High + reach) : task.Interval;
    }

    private PolynomialFit Fit(Interval interval, int degree, Symmetry symmetry)
    {
        Func<double, double> function = task.Function.Evaluate;

        return task.Kind switch
        {
            ErrorKind.Absolute => Remez.Fit(function, interval, degree, null, symmetry),
            ErrorKind.Relative => Remez.Fit(function, interval, degree, x => 1 / Math.Abs(function(x)), symmetry),
            _ => LeastSquares.Fit(function, interval, degree, Density(symmetry), symmetry),
        };
    }

    private Func<double, double> Density(Symmetry symmetry)
    {
        if (task.Inputs is null)
        {
            return static _ => 1;
        }

        Func<double, double> weight = task.Inputs.Weight(DensityFloor);

        return symmetry == Symmetry.None ? weight : x => 0.5 * (weight(x) + weight(-x));
    }
}
