using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>The ciphertexts a client sends for one evaluation, in the order of the circuit's inputs.</summary>
public sealed class EncryptedInput : IDisposable
{
    private readonly IReadOnlyList<SeededCiphertext> seeded;

    /// <param name="ciphertexts">Owned by the new object.</param>
    public EncryptedInput(IReadOnlyList<Ciphertext> ciphertexts)
    {
        Ciphertexts = ciphertexts;
        seeded = [];
    }

    /// <summary>Fresh ciphertexts, which take half the bytes on their way.</summary>
    /// <param name="seeded">Owned by the new object.</param>
    /// <param name="workers">Threads that expand them.</param>
    public EncryptedInput(IReadOnlyList<SeededCiphertext> seeded, IWorkers workers)
    {
        this.seeded = seeded;
        Ciphertexts = [.. seeded.Select(ciphertext => ciphertext.Expand(workers))];
    }

    public IReadOnlyList<Ciphertext> Ciphertexts { get; }

    /// <summary>Reads what <see cref="Write"/> writes, from a stream that nobody vouches for; leaves what follows unread.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for other parameters.</exception>
    public static EncryptedInput Read(Stream stream, Circuit circuit) =>
        new(CiphertextBundle.Read(stream, circuit.Parameters, circuit.Inputs.Count));

    /// <summary>Reads what <see cref="ToBytes"/> gives.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, too long, or made for other parameters.</exception>
    public static EncryptedInput FromBytes(byte[] bytes, Circuit circuit) =>
        new(CiphertextBundle.Read(bytes, circuit.Parameters, circuit.Inputs.Count, "encrypted input"));

    public void Write(Stream stream)
    {
        foreach (SeededCiphertext ciphertext in seeded)
        {
            CiphertextSerializer.Write(stream, ciphertext);
        }

        foreach (Ciphertext ciphertext in seeded.Count == 0 ? Ciphertexts : [])
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
        foreach (IDisposable ciphertext in Ciphertexts.Concat<IDisposable>(seeded))
        {
            ciphertext.Dispose();
        }
    }
}
