using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Public keys as bytes: header | 32 bytes circuit | 16 bytes name of the keys | 32 bytes seed of the uniform half | the other half modulo QP | digest.</summary>
public static class PublicKeySerializer
{
    /// <exception cref="InvalidOperationException">The key was not made here, so there is no seed from which its uniform half could be expanded.</exception>
    public static void Write(Stream stream, PublicKey key)
    {
        using LifetimeUse use = key.Enter();
        Seed seed = FieldWriters.RequireSeed(key.Seed, "public key");
        using DataWriter writer = new(stream);
        new RecordHeader(RecordKind.PublicKey, BodyLength(key.Parameters)).Write(writer, key.Parameters);
        writer.WriteIdentity(key.Identity);
        writer.WriteBytes(seed.Bytes);
        LimbCoding.Write(writer, key.Masked);
        writer.WriteDigest();
    }

    /// <summary>Reads one record from bytes that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Not a public key for these parameters, or damaged; the message names field and reason.</exception>
    public static PublicKey Read(Stream stream, RlweParameters parameters, IWorkers workers)
    {
        using DataReader reader = new(stream, "public key");
        long expected = BodyLength(parameters);
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.PublicKey, expected);
        reader.Require(header.BodyLength == expected, "length", $"{header.BodyLength} bytes are announced and {expected} are needed.");

        DataIdentity identity = reader.ReadIdentity();
        Seed seed = reader.ReadSeed();
        RnsPolynomial masked = parameters.RentExtendedPolynomial(parameters.MaxLevel);

        try
        {
            LimbCoding.Read(reader, masked, "b");
            reader.ReadDigest();
        }
        catch
        {
            masked.Dispose();

            throw;
        }

        return new PublicKey(parameters, masked, seed, workers) { Identity = identity };
    }

    private static long BodyLength(RlweParameters parameters) =>
        DataIdentity.Length + Seed.Length + LimbCoding.ByteCount(parameters, parameters.ExtendedPrimes(parameters.MaxLevel));
}
