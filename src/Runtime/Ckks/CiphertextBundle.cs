using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>The ciphertexts of one value, in order: of one level, scale and degree.</summary>
/// <remarks>Immutable. Several bundles may have the same ciphertext; who made them says who frees it.</remarks>
public sealed class CiphertextBundle
{
    /// <param name="ciphertexts">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or they are not alike.</exception>
    public CiphertextBundle(IReadOnlyList<Ciphertext> ciphertexts)
    {
        Ciphertexts = ciphertexts.Count > 0 ? ciphertexts : throw new ArgumentException("a bundle has at least one ciphertext", nameof(ciphertexts));
        foreach (Ciphertext other in ciphertexts)
        {
            if (other.Level != Level || !other.Scale.Matches(Scale) || other.Degree != Degree)
            {
                throw new ArgumentException(
                    $"the ciphertexts of a bundle are alike; one is at level {other.Level}, scale {other.Scale}, degree {other.Degree}, the first at level {Level}, scale {Scale}, degree {Degree}",
                    nameof(ciphertexts));
            }
        }
    }

    /// <summary>A bundle of one.</summary>
    public CiphertextBundle(Ciphertext ciphertext)
        : this([ciphertext])
    {
    }

    public IReadOnlyList<Ciphertext> Ciphertexts { get; }

    public int Count => Ciphertexts.Count;

    public Level Level => Ciphertexts[0].Level;

    public Scale Scale => Ciphertexts[0].Scale;

    public int Degree => Ciphertexts[0].Degree;

    /// <summary>The ciphertext of a bundle of one.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public Ciphertext Single => Count == 1 ? Ciphertexts[0] : throw new InvalidOperationException($"a bundle of {Count} ciphertexts is used as one");

    public Ciphertext this[int index] => Ciphertexts[index];
}
