using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax;

/// <summary>Questions and answers in files, each the bytes of <c>ToBytes</c>: written whole or not at all, read against circuit and keys.</summary>
public static class EncryptedFile
{
    public static void WriteQuestion(string path, EncryptedInput question) => AtomicFile.Write(path, question.Write);

    public static void WriteAnswer(string path, EncryptedOutput answer) => AtomicFile.Write(path, answer.Write);

    /// <summary>Reads a question that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, for another circuit or other keys; the message names file and field.</exception>
    public static EncryptedInput ReadQuestion(string path, Circuit circuit, KeyId keys)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = Read(path, EncryptedRecord.Question(circuit), keys);

        return new EncryptedInput(ciphertexts, identity);
    }

    /// <summary>Reads an answer that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, for another circuit or other keys; the message names file and field.</exception>
    public static EncryptedOutput ReadAnswer(string path, Circuit circuit, KeyId keys)
    {
        (IReadOnlyList<Ciphertext> ciphertexts, DataIdentity identity) = Read(path, EncryptedRecord.Answer(circuit), keys);

        return new EncryptedOutput(ciphertexts, identity);
    }

    private static (IReadOnlyList<Ciphertext> Ciphertexts, DataIdentity Identity) Read(string path, EncryptedRecord record, KeyId keys)
    {
        using FileStream file = File.OpenRead(path);

        try
        {
            return record.Read(file, file.Length, keys);
        }
        catch (InvalidEncryptedDataException error)
        {
            throw new InvalidEncryptedDataException(error.What, $"{path}: {error.Where}");
        }
    }
}
