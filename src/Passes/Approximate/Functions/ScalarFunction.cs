using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Functions;

/// <summary>A real function of one real variable that a circuit needs as a polynomial.</summary>
/// <param name="Name">Name for plans and diagnostics, such as <c>gelu</c>.</param>
/// <param name="Evaluate">The exact value, to double precision, above <see cref="LowestInput"/>.</param>
public sealed record ScalarFunction(string Name, Func<double, double> Evaluate)
{
    /// <summary>The function is defined for inputs above this value only; no real input lies below.</summary>
    public double LowestInput { get; init; } = double.NegativeInfinity;

    /// <summary>Parity of the function once an affine part is removed.</summary>
    public Symmetry Symmetry { get; init; }

    public IterationKind Iteration { get; init; }

    public override string ToString() => Name;
}
