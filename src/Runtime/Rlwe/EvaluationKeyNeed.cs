using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A key of any kind, and the highest level it is used at.</summary>
public readonly record struct EvaluationKeyNeed(KeyPurpose Purpose, Level MaxLevel);
