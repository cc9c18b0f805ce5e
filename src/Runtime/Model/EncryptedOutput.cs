using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a server answers with, in the order of the circuit's outputs.</summary>
/// <param name="ciphertexts">Owned by the new object.</param>
/// <param name="latency">Where the time went; null for an answer that was read from bytes.</param>
public sealed class EncryptedOutput(IReadOnlyList<Ciphertext> ciphertexts, LatencyTable? latency = null) : IDisposable
{
    public IReadOnlyList<Ciphertext> Ciphertexts { get; } = ciphertexts;

    public LatencyTable? Latency { get; } = latency;

    /// <summary>Reads what <see cref="Write"/> writes, from a stream that nobody vouches for; leaves what follows unread.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for other parameters.</exception>
    public static EncryptedOutput Read(Stream stream, Circuit circuit) =>
        new(CiphertextBundle.Read(stream, circuit.Parameters, circuit.Outputs.Count));

    /// <summary>Reads what <see cref="ToBytes"/> gives.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, too long, or made for other parameters.</exception>
    public static EncryptedOutput FromBytes(byte[] bytes, Circuit circuit) =>
        new(CiphertextBundle.Read(bytes, circuit.Parameters, circuit.Outputs.Count, "encrypted output"));

    public void Write(Stream stream)
    {
        foreach (Ciphertext ciphertext in Ciphertexts)
        {
            CiphertextSerializer.Write(stream, ciphertext);
        }
    }

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        Write(stream);
        return stream.ToArray();
    }

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in Ciphertexts)
        {
            ciphertext.Dispose();
        }
    }
}
