using System.Globalization;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>A short minimax polynomial as the start of Newton's or Goldschmidt's iteration.</summary>
public sealed record IterativeCandidate(
    IterationScheme Scheme, ChebyshevSeries Start, int Iterations, ApproximationError Error)
    : ApproximationCandidate(
        FamilyOf(Scheme), PatersonStockmeyerCost.Of(Start) + Iteration.Cost(Scheme, Iterations), Error)
{
    public override double Evaluate(double x) => Iteration.Run(Scheme, Iterations, x, Start.Evaluate(x));

    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"{Family}, start of degree {Start.Degree}, {Iterations} iterations");

    private static string FamilyOf(IterationScheme scheme) =>
        scheme is IterationScheme.NewtonReciprocal or IterationScheme.NewtonInverseSquareRoot ? "newton" : "goldschmidt";
}
