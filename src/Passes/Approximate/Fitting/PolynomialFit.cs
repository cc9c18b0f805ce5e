using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>A fitted polynomial and the error it was fitted to.</summary>
/// <param name="Series">The polynomial on its interval.</param>
/// <param name="Method">How it was found.</param>
/// <param name="WeightedError">Largest weight(x) |f(x) - p(x)| on the interval, measured; least squares weighs all alike here.</param>
public sealed record PolynomialFit(ChebyshevSeries Series, FitMethod Method, double WeightedError);
