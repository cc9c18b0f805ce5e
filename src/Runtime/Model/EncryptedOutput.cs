using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a server answers with, in the order of the circuit's outputs. Thread-safe.</summary>
/// <remarks>After <see cref="Dispose"/> it cannot be used; a decryption that has begun has it until its end.</remarks>
public sealed class EncryptedOutput : IDisposable
{
    private readonly IReadOnlyList<Ciphertext> ciphertexts;
    private readonly Lifetime lifetime;

    /// <param name="ciphertexts">Owned by the new object.</param>
    /// <param name="identity">The circuit that answered, and the keys it is encrypted under.</param>
    /// <param name="latency">Where the time went; null for an answer that was read from bytes.</param>
    public EncryptedOutput(IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity, LatencyTable? latency = null)
    {
        this.ciphertexts = ciphertexts;
        Identity = identity;
        Latency = latency;
        lifetime = new Lifetime(nameof(EncryptedOutput), Free);
    }

    /// <exception cref="ObjectDisposedException">The output was disposed.</exception>
    public IReadOnlyList<Ciphertext> Ciphertexts
    {
        get
        {
            lifetime.ThrowIfClosed();

            return ciphertexts;
        }
    }

    /// <summary>The circuit that answered, and the keys it is encrypted under. A client of others refuses it.</summary>
    public DataIdentity Identity { get; }

    public LatencyTable? Latency { get; }

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

    /// <exception cref="ObjectDisposedException">The output was disposed.</exception>
    public void Write(Stream stream)
    {
        using LifetimeUse use = lifetime.Enter();
        EncryptedRecord.Write(stream, RecordKind.Answer, Identity, [.. ciphertexts.Select(StoredCiphertext.Of)]);
    }

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        Write(stream);
        return stream.ToArray();
    }

    public void Dispose() => lifetime.Close();

    /// <summary>Keeps the ciphertexts there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The output was disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();

    private void Free()
    {
        foreach (Ciphertext ciphertext in ciphertexts)
        {
            ciphertext.Dispose();
        }
    }
}
