using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Secret keys as bytes, unprotected: header | 32 bytes circuit | 16 bytes name | N bytes, each a coefficient plus one | digest. Whoever can read them can decrypt everything.</summary>
/// <remarks>Buffers are pinned and zeroed here; the stream and where it leads are the caller's concern. Thread-safe.</remarks>
public static class SecretKeySerializer
{
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public static void WriteSecret(Stream stream, SecretKey key)
    {
        using LifetimeUse use = key.Enter();
        using DataWriter writer = new(stream);
        new RecordHeader(RecordKind.SecretKey, BodyLength(key.Parameters)).Write(writer, key.Parameters);
        writer.WriteIdentity(key.Identity);
        byte[] bytes = SecretBytes.Allocate(key.Parameters.N);

        try
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(key.Coefficients.Span[i] + 1);
            }

            writer.WriteBytes(bytes);
            writer.WriteDigest();
        }
        finally
        {
            SecretBytes.Zero(bytes);
        }
    }

    /// <exception cref="InvalidEncryptedDataException">Not a secret key for these parameters, or damaged; the message names field and reason.</exception>
    public static SecretKey ReadSecret(Stream stream, RlweParameters parameters, IWorkers workers)
    {
        using DataReader reader = new(stream, "secret key");
        long expected = BodyLength(parameters);
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.SecretKey, expected);
        reader.Require(header.BodyLength == expected, "length", $"{header.BodyLength} bytes are announced and {expected} are needed.");
        DataIdentity identity = reader.ReadIdentity();
        reader.Require(identity.Keys is not null, "keys", "the key has no name.");
        byte[] bytes = SecretBytes.Allocate(parameters.N);

        try
        {
            reader.ReadBytes(bytes, "coefficients");
            reader.Require(!bytes.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)2), "coefficients", "a coefficient is not -1, 0 or 1.");
            reader.ReadDigest();
            Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);

            for (int i = 0; i < bytes.Length; i++)
            {
                coefficients.Span[i] = bytes[i] - 1;
            }

            return new SecretKey(parameters, coefficients, workers) { Identity = identity };
        }
        finally
        {
            SecretBytes.Zero(bytes);
        }
    }
    private static long BodyLength(RlweParameters parameters) => DataIdentity.Length + parameters.N;
}
