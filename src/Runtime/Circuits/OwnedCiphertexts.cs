using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Ciphertexts that are freed together; those that are handed on to somebody else are not disposed here.</summary>
internal sealed class OwnedCiphertexts(params IEnumerable<Ciphertext> ciphertexts) : IDisposable
{
    private readonly List<Ciphertext> owned = [.. ciphertexts];

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Ciphertext> Ciphertexts => owned;

    public void Add(Ciphertext ciphertext) => owned.Add(ciphertext);

    public void Dispose() => owned.ForEach(static ciphertext => ciphertext.Dispose());
}
