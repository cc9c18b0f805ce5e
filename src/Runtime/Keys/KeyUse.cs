using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>One key switch of a circuit.</summary>
/// <param name="Step">The operation it belongs to: index of its node.</param>
/// <param name="Purpose">Which key it reads.</param>
/// <param name="Level">Highest level that the operation reads the key at.</param>
public readonly record struct KeyUse(int Step, KeyPurpose Purpose, Level Level);
