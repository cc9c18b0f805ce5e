using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>How a plaintext is to be encoded.</summary>
/// <param name="Level">Level of the ciphertext it meets.</param>
/// <param name="Scale">Its scale.</param>
/// <param name="Extended">Modulo QP, for sums before the division by P.</param>
public readonly record struct PlaintextForm(Level Level, Scale Scale, bool Extended);
