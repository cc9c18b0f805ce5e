using System.Globalization;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Fitting;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>A single polynomial, evaluated by Paterson-Stockmeyer.</summary>
public sealed record PolynomialCandidate(
    string Family, ChebyshevSeries Series, FitMethod Method, EvaluationCost Cost, ApproximationError Error)
    : ApproximationCandidate(Family, Cost, Error)
{
    public override double Evaluate(double x) => Series.Evaluate(x);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Family}, degree {Series.Degree}");
}
