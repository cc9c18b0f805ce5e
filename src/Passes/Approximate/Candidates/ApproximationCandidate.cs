using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>One way to evaluate a function on ciphertexts, with what it costs and how wrong it is.</summary>
/// <param name="Family">Short name of the kind: <c>minimax</c>, <c>even minimax</c>, <c>newton</c>, <c>goldschmidt</c>...</param>
/// <param name="Cost">Levels and products.</param>
/// <param name="Error">Measured on the interval that was asked for.</param>
public abstract record ApproximationCandidate(string Family, EvaluationCost Cost, ApproximationError Error)
{
    /// <summary>The value that the circuit computes, without noise.</summary>
    public abstract double Evaluate(double x);

    /// <summary>Family, degree and iterations for people.</summary>
    public abstract string Describe();
}
