using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The layout that ciphertexts, public keys and the entries of key-switch keys share.</summary>
/// <remarks>
/// parms_id | u8 in NTT form | u64 size | u64 N | u64 k | f64 scale | u64 correction factor, 1 | array of residues; an array of half the
/// size is the first of two polynomials, and header | u8 generator | 64 bytes seed follow for the second.
/// </remarks>
internal static class SealCiphertextMembers
{
    private const int FixedLength = SealParmsId.Length + 1 + (5 * sizeof(ulong));

    private const int SeedByteCount = SealHeader.Length + 1 + SealSeed.Length;

    /// <summary>Bytes with the header.</summary>
    public static long ByteCount(SealParameters parameters, int primeCount, int size, bool seeded)
    {
        long polynomial = (long)parameters.N * primeCount;

        return SealHeader.Length + FixedLength + (seeded ? SealArray.ByteCount(polynomial) + SeedByteCount : SealArray.ByteCount(size * polynomial));
    }

    public static long ByteCount(SealCiphertext x) => ByteCount(x.Parameters, x.PrimeCount, x.Size, x.Seed is not null);

    public static void Write(SealWriter writer, SealCiphertext x)
    {
        int written = x.Seed is null ? x.Size : 1;
        writer.WriteId(x.Id);
        writer.WriteByte(1);
        writer.WriteUInt64((ulong)x.Size);
        writer.WriteUInt64((ulong)x.Parameters.N);
        writer.WriteUInt64((ulong)x.PrimeCount);
        writer.WriteDouble(x.Scale.Value);
        writer.WriteUInt64(1);
        SealArray.WriteStart(writer, (long)written * x.PrimeCount * x.Parameters.N);

        for (int i = 0; i < written * x.PrimeCount; i++)
        {
            writer.WriteLimb(x.Limb(i / x.PrimeCount, i % x.PrimeCount));
        }

        if (x.Seed is SealSeed seed)
        {
            writer.WriteHeader(SeedByteCount);
            writer.WriteByte((byte)seed.Generator);
            writer.WriteBytes(seed.Bytes);
        }
    }

    public static SealCiphertext Read(SealReader reader, SealParameters parameters)
    {
        int? primes = parameters.PrimeCountOf(reader.ReadId());
        reader.Require(primes is not null, "parms_id", "made for other parameters: the id is none of theirs.");
        byte form = reader.ReadByte("form");
        reader.Require(form == 1, "form", $"the form is {form} and CKKS ciphertexts are in NTT form, 1.");
        ulong size = reader.ReadUInt64("polynomial count");
        reader.Require(
            size is >= SealCiphertext.MinSize and <= SealCiphertext.MaxSize,
            "polynomial count",
            $"{size} polynomials are announced and {SealCiphertext.MinSize} to {SealCiphertext.MaxSize} are possible.");
        ulong n = reader.ReadUInt64("ring degree");
        reader.Require(n == (ulong)parameters.N, "ring degree", $"{n} is not {parameters.N}, as in the parameters.");
        ulong k = reader.ReadUInt64("prime count");
        reader.Require(k == (ulong)primes.Value, "prime count", $"{k} primes are announced and the parms_id stands for {primes.Value}.");
        Scale scale = new(reader.ReadScale());
        ulong correction = reader.ReadUInt64("correction factor");
        reader.Require(correction == 1, "correction factor", $"it is {correction} and must be 1 for CKKS.");

        return ReadResidues(reader, parameters, primes.Value, (int)size, scale);
    }

    private static SealCiphertext ReadResidues(SealReader reader, SealParameters parameters, int primes, int size, Scale scale)
    {
        long polynomial = (long)parameters.N * primes;
        long count = size == 2 ? SealArray.ReadStart(reader, 2 * polynomial, polynomial) : SealArray.ReadStart(reader, size * polynomial);
        ulong[][] limbs = new ulong[size * primes][];

        for (int i = 0; i < count / parameters.N; i++)
        {
            limbs[i] = reader.ReadLimb(parameters.N, parameters.Primes[i % primes], $"c{i / primes} modulo q{i % primes}");
        }

        return count == polynomial
            ? new SealCiphertext(parameters, primes, scale, limbs, ReadSeed(reader, parameters, limbs))
            : new SealCiphertext(parameters, primes, scale, limbs);
    }

    private static SealSeed ReadSeed(SealReader reader, SealParameters parameters, ulong[][] limbs)
    {
        long size = SealHeader.ReadNested(reader, SeedByteCount);
        reader.Require(size == SeedByteCount, "seed", $"its size is {size} bytes and must be {SeedByteCount}.");
        SealGenerator generator = (SealGenerator)reader.ReadByte("generator");
        reader.Require(generator is SealGenerator.Blake2Xb or SealGenerator.Shake256, "generator", $"generator {(byte)generator} is not known.");
        reader.Require(
            generator != SealGenerator.Shake256 || System.Security.Cryptography.Shake256.IsSupported,
            "generator",
            "the seed needs SHAKE256, which this machine's cryptography library does not have. Send the ciphertext expanded, or use BLAKE2Xb.");
        Span<byte> bytes = stackalloc byte[SealSeed.Length];
        reader.ReadBytes(bytes, "seed");
        SealSeed seed = new(generator, bytes);
        int primes = limbs.Length / 2;
        Span<ulong[]> uniform = limbs.AsSpan(primes);

        foreach (ref ulong[] limb in uniform)
        {
            limb = new ulong[parameters.N];
        }

        seed.Expand(parameters.Primes, uniform);

        return seed;
    }
}
