using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>All evaluation keys of a client: header | 32 bytes circuit | 16 bytes name of the keys | u32 count | that many evaluation key records | digest.</summary>
public static class EvaluationKeysSerializer
{
    private const int FixedLength = DataIdentity.Length + sizeof(uint);

    public static void Write(Stream stream, EvaluationKeys keys)
    {
        using LifetimeUse use = keys.Enter();
        using DataWriter writer = new(stream);
        EvaluationKey[] all = [.. keys.All];
        long length = FixedLength + all.Sum(static key => EvaluationKeySerializer.ByteCount(key.Parameters, key.MaxLevel, key.Purpose));

        new RecordHeader(RecordKind.EvaluationKeys, length).Write(writer, keys.Parameters);
        writer.WriteIdentity(keys.Identity);
        writer.WriteUInt32((uint)all.Length);

        foreach (EvaluationKey key in all)
        {
            writer.WriteRecord(inner => EvaluationKeySerializer.WriteRecord(inner, key));
        }

        writer.WriteDigest();
    }

    /// <summary>Reads keys from bytes that nobody vouches for.</summary>
    /// <param name="allowed">
    /// What the circuit needs: other keys, and keys for higher levels, are refused, which bounds the memory a stranger can ask for.
    /// Null accepts everything; use it only for files of one's own.
    /// </param>
    /// <exception cref="InvalidEncryptedDataException">Not evaluation keys for these parameters, or damaged; the message names field and reason.</exception>
    public static EvaluationKeys Read(Stream stream, RlweParameters parameters, IWorkers workers, EvaluationKeyRequest? allowed)
    {
        using DataReader reader = new(stream, "evaluation keys");
        long largest = EvaluationKeySerializer.ByteCount(parameters, parameters.MaxLevel);
        int most = parameters.N + 3;
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.EvaluationKeys, FixedLength + (most * largest));
        DataIdentity identity = reader.ReadIdentity();

        uint count = reader.ReadUInt32("count");
        reader.Require(count <= (uint)most, "count", $"{count} keys are announced and at most {most} are possible.");
        List<EvaluationKey> keys = [];

        try
        {
            long length = FixedLength;

            while (keys.Count < count)
            {
                reader.ReadRecord(inner => ReadKey(inner, parameters, workers, keys));
                CheckKey(reader, keys, allowed);
                length += EvaluationKeySerializer.ByteCount(parameters, keys[^1].MaxLevel, keys[^1].Purpose);
            }

            reader.Require(length == header.BodyLength, "length", $"{header.BodyLength} bytes are announced and the keys take {length}.");
            reader.ReadDigest();
        }
        catch
        {
            keys.ForEach(static key => key.Dispose());

            throw;
        }

        return new EvaluationKeys(parameters, keys, identity);
    }

    private static byte[] ReadKey(Stream stream, RlweParameters parameters, IWorkers workers, List<EvaluationKey> keys)
    {
        (EvaluationKey key, byte[] digest) = EvaluationKeySerializer.ReadRecord(stream, parameters, workers);
        keys.Add(key);

        return digest;
    }

    private static void CheckKey(DataReader reader, List<EvaluationKey> keys, EvaluationKeyRequest? allowed)
    {
        EvaluationKey key = keys[^1];
        string purpose = key.Purpose.Describe(key.Parameters.LogN);

        reader.Require(keys.Count(other => other.Purpose == key.Purpose) == 1, "keys", $"the key for {purpose} is there twice.");

        if (allowed is not null)
        {
            Level? level = allowed.LevelOf(key.Purpose);

            reader.Require(
                level is Level highest && key.MaxLevel <= highest, "keys", $"the key for {purpose} at level {key.MaxLevel} is not one the circuit uses.");
        }
    }
}
