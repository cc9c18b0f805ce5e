namespace PowerSoftmax.Runtime.Circuits;

/// <summary>coefficient * T_index.</summary>
public readonly record struct PolynomialTerm(int Index, double Coefficient);
