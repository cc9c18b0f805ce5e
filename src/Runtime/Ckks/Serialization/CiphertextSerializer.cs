using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Ckks.Serialization;

/// <summary>Ciphertexts as bytes, whole or seeded.</summary>
/// <remarks>
/// Header | u16 level | u8 degree | u8 flags (1: seeded) | f64 scale | c0, c1 (, c2) modulo q0 … q_level; a seeded one has
/// c0 and the 32 bytes from which c1 is expanded. The digest follows. Circuit and keys stand in the question or answer it is part of.
/// </remarks>
public static class CiphertextSerializer
{
    private const int FixedLength = 12;
    private const byte Seeded = 1;

    /// <summary>Bytes of a record, its header included.</summary>
    public static long ByteCount(CkksParameters parameters, Level level, int degree, bool seeded) =>
        RecordHeader.Length + BodyLength(parameters, level, degree, seeded) + RecordDigest.Length;

    public static void Write(Stream stream, Ciphertext ciphertext) => WriteRecord(stream, ciphertext);

    /// <summary>About half as long as the expanded ciphertext.</summary>
    public static void Write(Stream stream, SeededCiphertext ciphertext) => WriteRecord(stream, ciphertext);

    /// <summary>Reads a whole or seeded ciphertext from bytes that nobody vouches for.</summary>
    /// <remarks>Level and scale are what the bytes say: compare them with what the circuit expects.</remarks>
    /// <exception cref="InvalidEncryptedDataException">Not a ciphertext for these parameters, or damaged; the message names field and reason.</exception>
    public static Ciphertext Read(Stream stream, CkksParameters parameters, IWorkers workers) => ReadRecord(stream, parameters, workers).Ciphertext;

    /// <summary>Writes a record.</summary>
    /// <returns>Its digest.</returns>
    internal static byte[] WriteRecord(Stream stream, Ciphertext ciphertext)
    {
        using DataWriter writer = new(stream);
        WriteFixed(writer, ciphertext.Parameters, ciphertext.Level, ciphertext.Scale, ciphertext.Degree, 0);

        for (int i = 0; i <= ciphertext.Degree; i++)
        {
            LimbCoding.Write(writer, ciphertext[i]);
        }

        return writer.WriteDigest();
    }

    /// <inheritdoc cref="WriteRecord(Stream, Ciphertext)"/>
    internal static byte[] WriteRecord(Stream stream, SeededCiphertext ciphertext)
    {
        using DataWriter writer = new(stream);
        WriteFixed(writer, ciphertext.Parameters, ciphertext.Level, ciphertext.Scale, 1, Seeded);
        LimbCoding.Write(writer, ciphertext.Masked);
        writer.WriteBytes(ciphertext.Seed.Bytes);

        return writer.WriteDigest();
    }

    /// <summary>Reads a record.</summary>
    /// <returns>The ciphertext and the record's digest.</returns>
    internal static (Ciphertext Ciphertext, byte[] Digest) ReadRecord(Stream stream, CkksParameters parameters, IWorkers workers)
    {
        using DataReader reader = new(stream, "ciphertext");
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.Ciphertext, BodyLength(parameters, parameters.MaxLevel, 2, false));
        Level level = reader.ReadLevel(parameters);
        byte degree = reader.ReadByte("degree");
        reader.Require(degree is 1 or 2, "degree", $"degree {degree} is neither 1 nor 2.");
        byte flags = reader.ReadByte("flags");
        reader.Require(flags == 0 || (flags == Seeded && degree == 1), "flags", $"flags {flags} are not known for degree {degree}.");
        Scale scale = new(reader.ReadDouble("scale"));
        reader.Require(double.IsFinite(scale.Value) && scale.Value >= 1, "scale", "the scale is not a finite number of at least 1.");

        long expected = BodyLength(parameters, level, degree, flags == Seeded);
        reader.Require(header.BodyLength == expected, "length", $"{header.BodyLength} bytes are announced and {expected} are needed.");

        return ReadPolynomials(reader, Ciphertext.Allocate(parameters, level, scale, degree), flags == Seeded, workers);
    }

    private static (Ciphertext Ciphertext, byte[] Digest) ReadPolynomials(DataReader reader, Ciphertext ciphertext, bool seeded, IWorkers workers)
    {
        try
        {
            for (int i = 0; i <= (seeded ? 0 : ciphertext.Degree); i++)
            {
                LimbCoding.Read(reader, ciphertext[i], $"c{i}");
            }

            using Seed? seed = seeded ? reader.ReadSeed() : null;
            byte[] digest = reader.ReadDigest();

            if (seed is not null)
            {
                SeededCiphertext.ExpandUniform(seed, ciphertext[1], workers);
            }

            return (ciphertext, digest);
        }
        catch
        {
            ciphertext.Dispose();

            throw;
        }
    }

    private static void WriteFixed(DataWriter writer, CkksParameters parameters, Level level, Scale scale, int degree, byte flags)
    {
        new RecordHeader(RecordKind.Ciphertext, BodyLength(parameters, level, degree, flags == Seeded)).Write(writer, parameters);
        writer.WriteUInt16((ushort)level.Value);
        writer.WriteByte((byte)degree);
        writer.WriteByte(flags);
        writer.WriteDouble(scale.Value);
    }

    private static long BodyLength(CkksParameters parameters, Level level, int degree, bool seeded)
    {
        long polynomial = LimbCoding.ByteCount(parameters, parameters.CiphertextPrimes(level));

        return FixedLength + (seeded ? polynomial + Seed.Length : (degree + 1) * polynomial);
    }
}
