using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>Questions and answers in files, which name the keys they belong to: so one client's question never meets another's keys.</summary>
/// <remarks>Header | 16 bytes name of the keys | u32 ciphertexts | that many ciphertext records.</remarks>
public static class EncryptedFile
{
    private const int FixedLength = KeyId.Length + sizeof(uint);

    public static void WriteQuestion(string path, EncryptedInput question, Circuit circuit, KeyId keys) =>
        Write(path, RecordKind.Question, question.ToBytes(), question.Ciphertexts.Count, circuit, keys);

    public static void WriteAnswer(string path, EncryptedOutput answer, Circuit circuit, KeyId keys) =>
        Write(path, RecordKind.Answer, answer.ToBytes(), answer.Ciphertexts.Count, circuit, keys);

    /// <summary>Reads a question that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, for another circuit or other keys; the message names file and field.</exception>
    public static EncryptedInput ReadQuestion(string path, Circuit circuit, KeyId keys) =>
        new(Read(path, RecordKind.Question, circuit, circuit.Inputs.Count, keys));

    /// <summary>Reads an answer that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, for another circuit or other keys; the message names file and field.</exception>
    public static EncryptedOutput ReadAnswer(string path, Circuit circuit, KeyId keys) =>
        new(Read(path, RecordKind.Answer, circuit, circuit.Outputs.Count, keys));

    private static void Write(string path, RecordKind kind, byte[] ciphertexts, int count, Circuit circuit, KeyId keys) => AtomicFile.Write(path, stream =>
    {
        DataWriter writer = new(stream);
        new RecordHeader(kind, FixedLength + ciphertexts.LongLength).Write(writer, circuit.Parameters);
        writer.WriteBytes(keys.Value.ToByteArray());
        writer.WriteUInt32((uint)count);
        writer.WriteBytes(ciphertexts);
    });

    private static IReadOnlyList<Ciphertext> Read(string path, RecordKind kind, Circuit circuit, int count, KeyId keys)
    {
        using FileStream file = File.OpenRead(path);

        try
        {
            CheckStart(file, kind, circuit, count, keys);
            IReadOnlyList<Ciphertext> ciphertexts = CiphertextBundle.Read(file, circuit.Parameters, count);

            if (file.Position == file.Length)
            {
                return ciphertexts;
            }

            foreach (Ciphertext ciphertext in ciphertexts)
            {
                ciphertext.Dispose();
            }

            throw new InvalidEncryptedDataException($"{file.Length - file.Position} bytes follow the last ciphertext", $"{kind}, end");
        }
        catch (InvalidEncryptedDataException error)
        {
            throw new InvalidEncryptedDataException(error.What, $"{path}: {error.Where}");
        }
    }

    private static void CheckStart(FileStream file, RecordKind kind, Circuit circuit, int count, KeyId keys)
    {
        DataReader reader = new(file, kind.ToString());
        RecordHeader header = RecordHeader.Read(reader, circuit.Parameters, kind, long.MaxValue);
        long rest = file.Length - file.Position;
        reader.Require(header.BodyLength == rest, "length", $"{rest} bytes are there and {header.BodyLength} were written. The file is truncated or damaged; copy it again.");

        byte[] id = new byte[KeyId.Length];
        reader.ReadBytes(id, "keys");
        KeyId actual = new(new Guid(id));
        reader.Require(actual == keys, "keys", $"it belongs to the keys {actual}, and the keys given are {keys}. Use the keys it was made with.");

        uint ciphertexts = reader.ReadUInt32("ciphertexts");
        reader.Require(ciphertexts == (uint)count, "ciphertexts", $"{ciphertexts} are there and the model '{circuit.Name}' has {count}. Use the model it was made for.");
    }
}
