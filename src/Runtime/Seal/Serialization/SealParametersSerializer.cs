using System.Numerics;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's EncryptionParameters as bytes.</summary>
/// <remarks>Header | u8 scheme | u64 N | u64 k | k times (header | u64 prime) | header | u64 plain modulus, 0.</remarks>
public static class SealParametersSerializer
{
    private const string Record = "encryption parameters";
    private const int ModulusByteCount = SealHeader.Length + sizeof(ulong);

    public static void Write(Stream stream, SealParameters parameters, SealWriteOptions? options = null)
    {
        long byteCount = SealHeader.Length + 1 + (2 * sizeof(ulong)) + ((parameters.Primes.Count + 1) * ModulusByteCount);

        SealFrame.Write(stream, options ?? SealWriteOptions.Default, byteCount, writer =>
        {
            writer.WriteByte(SealParameters.CkksScheme);
            writer.WriteUInt64((ulong)parameters.N);
            writer.WriteUInt64((ulong)parameters.Primes.Count);

            foreach (ulong modulus in parameters.Primes.Append(0UL))
            {
                writer.WriteHeader(ModulusByteCount);
                writer.WriteUInt64(modulus);
            }
        });
    }

    /// <summary>Reads parameters from bytes that nobody vouches for.</summary>
    /// <exception cref="InvalidSealDataException">Not parameters of the scheme CKKS within SEAL's bounds; the message names field and reason.</exception>
    public static SealParameters Read(Stream stream, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, Record, limits ?? SealReadLimits.Default, ReadMembers);

    private static SealParameters ReadMembers(SealReader reader)
    {
        byte scheme = reader.ReadByte("scheme");
        reader.Require(scheme == SealParameters.CkksScheme, "scheme", $"scheme {scheme} is not CKKS, which is {SealParameters.CkksScheme}.");
        ulong n = reader.ReadUInt64("ring degree");
        reader.Require(
            BitOperations.IsPow2(n) && n <= 1UL << CkksParameterSet.MaxLogN, "ring degree", $"{n} is no power of two up to 2^{CkksParameterSet.MaxLogN}.");
        ulong count = reader.ReadUInt64("prime count");
        reader.Require(count <= SealParameters.MaxPrimes, "prime count", $"{count} primes are announced and at most {SealParameters.MaxPrimes} are possible.");
        ulong[] primes = new ulong[count];

        for (int i = 0; i < primes.Length; i++)
        {
            primes[i] = ReadModulus(reader, $"prime {i}");
        }

        reader.Require(ReadModulus(reader, "plain modulus") == 0, "plain modulus", "CKKS has none, so it must be 0.");

        try
        {
            return new SealParameters(BitOperations.Log2(n), primes);
        }
        catch (ParameterException failure)
        {
            throw new InvalidSealDataException(Record, failure.Field, $"it is {failure.Value}; {failure.Bound}", failure);
        }
    }

    private static ulong ReadModulus(SealReader reader, string field)
    {
        long size = SealHeader.ReadNested(reader, ModulusByteCount);
        reader.Require(size == ModulusByteCount, field, $"its size is {size} bytes and must be {ModulusByteCount}.");

        return reader.ReadUInt64(field);
    }
}
