using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax;

/// <summary>The ciphertexts a server answers with, in the order of the circuit's outputs.</summary>
/// <param name="ciphertexts">Owned by the new object.</param>
/// <param name="latency">Where the time went; null for an answer that was read from bytes.</param>
public sealed class EncryptedOutput(IReadOnlyList<Ciphertext> ciphertexts, LatencyTable? latency = null) : IDisposable
{
    public IReadOnlyList<Ciphertext> Ciphertexts { get; } = ciphertexts;

    public LatencyTable? Latency { get; } = latency;

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
