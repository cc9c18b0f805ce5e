using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chosen parameters and what else was considered.</summary>
public sealed record ParameterChoice(CkksParameterSet Parameters, IReadOnlyList<DigitChoice> Considered);
