using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a client sends for one evaluation, in the order of the circuit's inputs.</summary>
public sealed class EncryptedInput : IDisposable
{
    private readonly IReadOnlyList<SeededCiphertext> seeded;

    /// <param name="ciphertexts">Owned by the new object.</param>
    /// <param name="identity">The circuit they were encrypted for, and the keys.</param>
    public EncryptedInput(IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity)
    {
        Ciphertexts = ciphertexts;
        Identity = identity;
        seeded = [];
    }

    /// <summary>Fresh ciphertexts, which take half the bytes on their way.</summary>
    /// <param name="seeded">Owned by the new object.</param>
    /// <param name="identity">The circuit they were encrypted for, and the keys.</param>
    /// <param name="workers">Threads that expand them.</param>
    public EncryptedInput(IReadOnlyList<SeededCiphertext> seeded, DataIdentity identity, IWorkers workers)
    {
        this.seeded = seeded;
        Identity = identity;
        Ciphertexts = [.. seeded.Select(ciphertext => ciphertext.Expand(workers))];
    }

    public IReadOnlyList<Ciphertext> Ciphertexts { get; }

    /// <summary>The circuit it was encrypted for, and the keys it was encrypted under. A server of others refuses it.</summary>
    public DataIdentity Identity { get; }

    /// <summary>Reads what <see cref="Write"/> writes, from a stream that nobody vouches for; leaves what follows unread.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for another circuit.</exception>
    public static EncryptedInput Read(Stream stream, Circuit circuit)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = EncryptedRecord.Question(circuit).Read(stream);
        return new EncryptedInput(ciphertexts, identity);
    }

    /// <summary>Reads what <see cref="ToBytes"/> gives.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, too long, or made for another circuit.</exception>
    public static EncryptedInput FromBytes(byte[] bytes, Circuit circuit)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = EncryptedRecord.Question(circuit).Read(bytes);
        return new EncryptedInput(ciphertexts, identity);
    }

    public void Write(Stream stream) => EncryptedRecord.Write(
        stream, RecordKind.Question, Identity, [.. seeded.Count > 0 ? seeded.Select(StoredCiphertext.Of) : Ciphertexts.Select(StoredCiphertext.Of)]);

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        Write(stream);
        return stream.ToArray();
    }

    public void Dispose()
    {
        foreach (IDisposable ciphertext in Ciphertexts.Concat<IDisposable>(seeded))
        {
            ciphertext.Dispose();
        }
    }
}
