using System.Security.Cryptography;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Secret keys as bytes, unprotected: header | N bytes, each a coefficient plus one. Whoever can read them can decrypt everything.</summary>
/// <remarks>Buffers are zeroed here; the stream and where it leads are the caller's concern.</remarks>
public static class SecretKeySerializer
{
    public static void WriteSecret(Stream stream, SecretKey key)
    {
        DataWriter writer = new(stream);
        new RecordHeader(RecordKind.SecretKey, key.Parameters.N).Write(writer, key.Parameters);
        byte[] bytes = new byte[key.Parameters.N];

        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(key.Coefficients.Span[i] + 1);
        }

        writer.WriteBytes(bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <exception cref="InvalidEncryptedDataException">Not a secret key for these parameters; the message names field and reason.</exception>
    public static SecretKey ReadSecret(Stream stream, RlweParameters parameters, IWorkers workers)
    {
        DataReader reader = new(stream, "secret key");
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.SecretKey, parameters.N);
        reader.Require(header.BodyLength == parameters.N, "length", $"{header.BodyLength} bytes are announced and {parameters.N} are needed.");
        byte[] bytes = new byte[parameters.N];

        try
        {
            reader.ReadBytes(bytes, "coefficients");
            reader.Require(!bytes.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)2), "coefficients", "a coefficient is not -1, 0 or 1.");
            Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);

            for (int i = 0; i < bytes.Length; i++)
            {
                coefficients.Span[i] = bytes[i] - 1;
            }

            return new SecretKey(parameters, coefficients, workers);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
