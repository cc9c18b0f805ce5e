using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a client sends for one evaluation, in the order of the circuit's inputs. Thread-safe.</summary>
/// <remarks>After <see cref="Dispose"/> it cannot be used; an evaluation that has begun has it until its end.</remarks>
public sealed class EncryptedInput : IDisposable
{
    private readonly IReadOnlyList<SeededCiphertext> seeded;
    private readonly IReadOnlyList<Ciphertext> ciphertexts;
    private readonly Lifetime lifetime;

    /// <param name="ciphertexts">Owned by the new object.</param>
    /// <param name="identity">The circuit they were encrypted for, and the keys.</param>
    public EncryptedInput(IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity)
    {
        this.ciphertexts = ciphertexts;
        Identity = identity;
        seeded = [];
        lifetime = new Lifetime(nameof(EncryptedInput), Free);
    }

    /// <summary>Fresh ciphertexts, which take half the bytes on their way.</summary>
    /// <param name="seeded">Owned by the new object.</param>
    /// <param name="identity">The circuit they were encrypted for, and the keys.</param>
    /// <param name="workers">Threads that expand them.</param>
    public EncryptedInput(IReadOnlyList<SeededCiphertext> seeded, DataIdentity identity, IWorkers workers)
    {
        this.seeded = seeded;
        Identity = identity;
        ciphertexts = [.. seeded.Select(ciphertext => ciphertext.Expand(workers))];
        lifetime = new Lifetime(nameof(EncryptedInput), Free);
    }

    /// <exception cref="ObjectDisposedException">The input was disposed.</exception>
    public IReadOnlyList<Ciphertext> Ciphertexts
    {
        get
        {
            lifetime.ThrowIfClosed();

            return ciphertexts;
        }
    }

    /// <summary>The circuit it was encrypted for, and the keys it was encrypted under. A server of others refuses it.</summary>
    public DataIdentity Identity { get; }

    /// <summary>
    /// Where the input leaves the ranges that the polynomials are made for; empty where it does not, and for what was read from bytes.
    /// Tells something of the input: it stays with the client and is never written.
    /// </summary>
    public IReadOnlyList<RangeWarning> Warnings { get; internal set; } = [];

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

    /// <exception cref="ObjectDisposedException">The input was disposed.</exception>
    public void Write(Stream stream)
    {
        using LifetimeUse use = lifetime.Enter();
        EncryptedRecord.Write(
            stream, RecordKind.Question, Identity, [.. seeded.Count > 0 ? seeded.Select(StoredCiphertext.Of) : ciphertexts.Select(StoredCiphertext.Of)]);
    }

    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        Write(stream);
        return stream.ToArray();
    }

    public void Dispose() => lifetime.Close();

    /// <summary>Keeps the ciphertexts there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The input was disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();

    private void Free()
    {
        foreach (IDisposable ciphertext in ciphertexts.Concat<IDisposable>(seeded))
        {
            ciphertext.Dispose();
        }
    }
}
