using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Where a linear transform gets its encoded diagonals: from a cache, or encoded when asked. Thread-safe.</summary>
public interface IDiagonalPlaintexts
{
    /// <summary>Encoded diagonals in the order of <paramref name="indices"/>; the caller disposes the leases after use.</summary>
    IReadOnlyList<PlaintextLease> Rent(IReadOnlyList<int> indices, PlaintextForm form);
}

/// <summary>How a plaintext is to be encoded.</summary>
/// <param name="Level">Level of the ciphertext it meets.</param>
/// <param name="Scale">Its scale.</param>
/// <param name="Extended">Modulo QP, for sums before the division by P.</param>
public readonly record struct PlaintextForm(Level Level, Scale Scale, bool Extended);
