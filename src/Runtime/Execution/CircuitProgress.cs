namespace PowerSoftmax.Runtime.Execution;

/// <summary>How far an evaluation is.</summary>
/// <param name="Step">The operation that has just ended.</param>
/// <param name="Of">Operations of the circuit.</param>
/// <param name="Name">Name of the operation.</param>
/// <param name="Fraction">Predicted share of the whole work that is done: 0 to 1, never falling.</param>
public readonly record struct CircuitProgress(int Step, int Of, string Name, double Fraction);
