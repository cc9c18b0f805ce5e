using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax;

/// <summary>The ciphertexts a client sends for one evaluation, in the order of the circuit's inputs.</summary>
/// <param name="ciphertexts">Owned by the new object.</param>
public sealed class EncryptedInput(IReadOnlyList<Ciphertext> ciphertexts) : IDisposable
{
    public IReadOnlyList<Ciphertext> Ciphertexts { get; } = ciphertexts;

    /// <summary>Memory of the ciphertexts.</summary>
    public long ByteCount => Ciphertexts.Sum(static ciphertext => ciphertext.ByteCount);

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in Ciphertexts)
        {
            ciphertext.Dispose();
        }
    }
}
