using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>Questions and answers as bytes, the same in memory, in files and on the wire.</summary>
/// <remarks>Header | 32 bytes circuit | 16 bytes name of the keys | u32 ciphertexts | that many ciphertext records | digest.</remarks>
/// <param name="Kind">Question or answer.</param>
/// <param name="Circuit">What it must have been made for.</param>
/// <param name="Count">Ciphertexts it must have.</param>
internal sealed record EncryptedRecord(RecordKind Kind, Circuit Circuit, int Count)
{
    private const int FixedLength = DataIdentity.Length + sizeof(uint);

    public static EncryptedRecord Question(Circuit circuit) => new(RecordKind.Question, circuit, circuit.InputCiphertexts);

    public static EncryptedRecord Answer(Circuit circuit) => new(RecordKind.Answer, circuit, circuit.OutputCiphertexts);

    /// <exception cref="InvalidOperationException">There are no ciphertexts.</exception>
    public static void Write(Stream stream, RecordKind kind, DataIdentity identity, IReadOnlyList<StoredCiphertext> ciphertexts)
    {
        if (ciphertexts.Count == 0)
        {
            throw new InvalidOperationException($"There are no ciphertexts: the {Word(kind)} is empty, and has no bytes.");
        }

        using DataWriter writer = new(stream);
        new RecordHeader(kind, FixedLength + ciphertexts.Sum(static ciphertext => ciphertext.ByteCount)).Write(writer, ciphertexts[0].Parameters);
        writer.WriteIdentity(identity);
        writer.WriteUInt32((uint)ciphertexts.Count);

        foreach (StoredCiphertext ciphertext in ciphertexts)
        {
            writer.WriteRecord(ciphertext.Write);
        }

        writer.WriteDigest();
    }

    /// <summary>Reads a record that nobody vouches for; leaves what follows unread.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="available">Bytes that are there, all of which must be used; null when unknown.</param>
    /// <param name="keys">The keys it must belong to; null when that is checked where it is used.</param>
    /// <returns>Ciphertexts, the caller's, and what the record says it belongs to.</returns>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, too long, for another circuit or for other keys.</exception>
    public (IReadOnlyList<Ciphertext> Ciphertexts, DataIdentity Identity) Read(Stream stream, long? available = null, KeyId? keys = null)
    {
        using DataReader reader = new(stream, Word(Kind));
        RecordHeader header = RecordHeader.Read(reader, Circuit.Parameters, Kind, long.MaxValue);
        CheckLength(reader, header.BodyLength, available);
        DataIdentity identity = reader.ReadIdentity();
        CheckIdentity(reader, identity, keys);

        uint count = reader.ReadUInt32("ciphertexts");
        reader.Require(count == (uint)Count, "ciphertexts", $"{count} are there and the model '{Circuit.Module.Name}' has {Count}. Use the model it was made for.");

        return (ReadCiphertexts(reader), identity);
    }

    /// <summary>The same from bytes, all of which must be used.</summary>
    public (IReadOnlyList<Ciphertext> Ciphertexts, DataIdentity Identity) Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes, writable: false);

        return Read(stream, bytes.LongLength);
    }

    private static string Word(RecordKind kind) => kind == RecordKind.Question ? "question" : "answer";

    private static void CheckLength(DataReader reader, long written, long? available)
    {
        if (available is long all)
        {
            long rest = all - RecordHeader.Length - RecordDigest.Length;
            reader.Require(rest >= written, "length", $"truncated: {Math.Max(rest, 0)} bytes are there and {written} were written. Copy or send it again.");
            reader.Require(rest <= written, "end", $"{rest - written} bytes follow the last ciphertext. It is damaged; copy or send it again.");
        }
    }

    private void CheckIdentity(DataReader reader, DataIdentity identity, KeyId? keys)
    {
        string? otherCircuit = IdentityChecks.OtherCircuit(identity, Circuit);
        reader.Require(otherCircuit is null, "circuit", otherCircuit ?? string.Empty);

        string? otherKeys = keys is null ? null : IdentityChecks.OtherKeys(identity, keys);
        reader.Require(otherKeys is null, "keys", otherKeys ?? string.Empty);
    }

    private List<Ciphertext> ReadCiphertexts(DataReader reader)
    {
        List<Ciphertext> ciphertexts = [];

        try
        {
            while (ciphertexts.Count < Count)
            {
                reader.ReadRecord(inner => ReadOne(inner, ciphertexts));
            }

            reader.ReadDigest();

            return ciphertexts;
        }
        catch
        {
            ciphertexts.ForEach(static ciphertext => ciphertext.Dispose());

            throw;
        }
    }

    private byte[] ReadOne(Stream stream, List<Ciphertext> ciphertexts)
    {
        (Ciphertext ciphertext, byte[] digest) = CiphertextSerializer.ReadRecord(stream, Circuit.Parameters, Workers.Sequential);
        ciphertexts.Add(ciphertext);

        return digest;
    }
}
