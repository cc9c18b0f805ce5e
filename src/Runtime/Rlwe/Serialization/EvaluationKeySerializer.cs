using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>One evaluation key as bytes; a record of its own, so that keys can be kept and loaded one by one.</summary>
/// <remarks>
/// Header | u32 Galois element, 0 for relinearization, 2 and 4 for encapsulation | u16 highest level | u16 digits | 32 bytes seed of the uniform half | the other
/// half, digit by digit, modulo q0 … q_level and the special primes (the first one only, for encapsulation) | digest. Whose key it is stands
/// with the keys it is one of.
/// </remarks>
public static class EvaluationKeySerializer
{
    private const int FixedLength = sizeof(uint) + sizeof(ushort) + sizeof(ushort) + Seed.Length;

    /// <summary>Bytes of a key's record, its header included; those of all purposes but encapsulation take the same.</summary>
    public static long ByteCount(RlweParameters parameters, Level maxLevel, KeyPurpose purpose = default) =>
        RecordHeader.Length + BodyLength(parameters, EvaluationKeyShape.Of(parameters, purpose, maxLevel)) + RecordDigest.Length;

    /// <exception cref="InvalidOperationException">The key was not made here, so there is no seed from which its uniform half could be expanded.</exception>
    public static void Write(Stream stream, EvaluationKey key) => WriteRecord(stream, key);

    /// <summary>Reads one record from bytes that nobody vouches for.</summary>
    /// <exception cref="InvalidEncryptedDataException">Not an evaluation key for these parameters, or damaged; the message names field and reason.</exception>
    public static EvaluationKey Read(Stream stream, RlweParameters parameters, IWorkers workers) => ReadRecord(stream, parameters, workers).Key;

    /// <summary>Writes a record.</summary>
    /// <returns>Its digest.</returns>
    internal static byte[] WriteRecord(Stream stream, EvaluationKey key)
    {
        Seed seed = FieldWriters.RequireSeed(key.Seed, "evaluation key");
        using DataWriter writer = new(stream);
        new RecordHeader(RecordKind.EvaluationKey, BodyLength(key.Parameters, EvaluationKeyShape.Of(key.Parameters, key.Purpose, key.MaxLevel))).Write(writer, key.Parameters);
        writer.WriteUInt32(key.Purpose.Code);
        writer.WriteUInt16((ushort)key.MaxLevel.Value);
        writer.WriteUInt16((ushort)key.DigitCount);
        writer.WriteBytes(seed.Bytes);

        for (int digit = 0; digit < key.DigitCount; digit++)
        {
            LimbCoding.Write(writer, key.Masked(digit));
        }

        return writer.WriteDigest();
    }

    /// <summary>Reads a record and its digest.</summary>
    /// <param name="stream">Nobody vouches for it.</param>
    /// <param name="parameters">What the key must have been made for.</param>
    /// <param name="workers">Who expands the seeded half.</param>
    /// <param name="checksDigest">False for a file whose digest was checked before.</param>
    internal static (EvaluationKey Key, byte[] Digest) ReadRecord(Stream stream, RlweParameters parameters, IWorkers workers, bool checksDigest = true)
    {
        using DataReader reader = new(stream, "evaluation key", checksDigest);
        RecordHeader header = RecordHeader.Read(reader, parameters, RecordKind.EvaluationKey, BodyLength(parameters, EvaluationKeyShape.Of(parameters, KeyPurpose.Relinearization, parameters.MaxLevel)));

        uint code = reader.ReadUInt32("Galois element");
        KeyPurpose? purpose = KeyPurpose.FromCode(code, parameters.LogN);
        reader.Require(purpose is not null, "Galois element", $"{code} is not odd and below {2 * parameters.N}.");

        Level level = reader.ReadLevel(parameters);
        ushort digits = reader.ReadUInt16("digits");
        EvaluationKeyShape shape = EvaluationKeyShape.Of(parameters, purpose!.Value, level);
        reader.Require(digits == shape.Digits, "digits", $"{digits} digits do not fit level {level}.");

        long expected = BodyLength(parameters, shape);
        reader.Require(header.BodyLength == expected, "length", $"{header.BodyLength} bytes are announced and {expected} are needed.");
        Seed seed = reader.ReadSeed();

        (RnsPolynomial[] masked, byte[] digest) = ReadDigits(reader, parameters, shape);

        return (new EvaluationKey(parameters, purpose.Value, level, masked, EvaluationKey.ExpandUniform(parameters, shape, seed, workers), seed), digest);
    }

    // One digit at a time: a stream that ends early has not made us allocate the rest.
    private static (RnsPolynomial[] Masked, byte[] Digest) ReadDigits(DataReader reader, RlweParameters parameters, EvaluationKeyShape shape)
    {
        List<RnsPolynomial> digits = [];

        try
        {
            for (int digit = 0; digit < shape.Digits; digit++)
            {
                digits.Add(new RnsPolynomial(parameters.Ring, shape.Primes, isNtt: true));
                LimbCoding.Read(reader, digits[digit], $"digit {digit}");
            }

            return ([.. digits], reader.ReadDigest());
        }
        catch
        {
            digits.ForEach(static digit => digit.Dispose());

            throw;
        }
    }

    private static long BodyLength(RlweParameters parameters, EvaluationKeyShape shape) =>
        FixedLength + (shape.Digits * LimbCoding.ByteCount(parameters, shape.Primes));
}
