using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a server answers with, in the order of the circuit's outputs.</summary>
/// <param name="ciphertexts">Owned by the new object.</param>
/// <param name="identity">The circuit that answered, and the keys it is encrypted under.</param>
/// <param name="latency">Where the time went; null for an answer that was read from bytes.</param>
public sealed class EncryptedOutput(IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity, LatencyTable? latency = null) : IDisposable
{
    public IReadOnlyList<Ciphertext> Ciphertexts { get; } = ciphertexts;

    /// <summary>The circuit that answered, and the keys it is encrypted under. A client of others refuses it.</summary>
    public DataIdentity Identity { get; } = identity;

    public LatencyTable? Latency { get; } = latency;

    /// <summary>Reads what <see cref="Write"/> writes, from a stream that nobody vouches for; leaves what follows unread.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for another circuit.</exception>
    public static EncryptedOutput Read(Stream stream, Circuit circuit)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = EncryptedRecord.Answer(circuit).Read(stream);
        return new EncryptedOutput(ciphertexts, identity);
    }

    /// <summary>Reads what <see cref="ToBytes"/> gives.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, too long, or made for another circuit.</exception>
    public static EncryptedOutput FromBytes(byte[] bytes, Circuit circuit)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = EncryptedRecord.Answer(circuit).Read(bytes);
        return new EncryptedOutput(ciphertexts, identity);
    }

    public void Write(Stream stream) =>
        EncryptedRecord.Write(stream, RecordKind.Answer, Identity, [.. Ciphertexts.Select(StoredCiphertext.Of)]);

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
