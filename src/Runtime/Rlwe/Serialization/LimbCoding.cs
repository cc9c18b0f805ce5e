using System.Buffers;
using System.Globalization;
using System.Numerics;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Limbs in NTT form as bytes: canonical residues in standard order, each in as many whole bytes as its prime needs.</summary>
internal static class LimbCoding
{
    /// <summary>Bytes of limbs for the given primes.</summary>
    public static long ByteCount(RlweParameters parameters, ReadOnlySpan<int> primeIndices)
    {
        long bytes = 0;

        foreach (int prime in primeIndices)
        {
            bytes += (long)parameters.N * Width(parameters.Ring.Moduli[prime]);
        }

        return bytes;
    }

    public static void Write(DataWriter writer, RnsPolynomial polynomial)
    {
        for (int i = 0; i < polynomial.LimbCount; i++)
        {
            WriteLimb(writer, polynomial.Limb(i), polynomial.Modulus(i));
        }
    }

    /// <summary>Fills all limbs. Every residue is below its prime, or the read fails.</summary>
    /// <param name="name">Of the polynomial, for messages: "c1".</param>
    /// <exception cref="InvalidEncryptedDataException">Truncated, or a residue is not below its prime.</exception>
    public static void Read(DataReader reader, RnsPolynomial polynomial, string name)
    {
        polynomial.IsNtt = true;

        for (int i = 0; i < polynomial.LimbCount; i++)
        {
            string field = string.Create(CultureInfo.InvariantCulture, $"{name} modulo {polynomial.Modulus(i).Value}");
            ReadLimb(reader, polynomial.Limb(i), polynomial.Modulus(i), field);
        }
    }

    private static int Width(Modulus modulus) => (BitOperations.Log2(modulus.Value) + 8) / 8;

    private static void WriteLimb(DataWriter writer, ReadOnlySpan<double> limb, Modulus modulus)
    {
        int length = limb.Length * Width(modulus);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length + ResidueBytes.Slack);
        ResidueBytes.Pack(limb, modulus, Width(modulus), buffer);
        writer.WriteBytes(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void ReadLimb(DataReader reader, Span<double> limb, Modulus modulus, string field)
    {
        int length = limb.Length * Width(modulus);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length + ResidueBytes.Slack);

        try
        {
            reader.ReadBytes(buffer.AsSpan(0, length), field);

            if (!ResidueBytes.TryUnpack(buffer, modulus, Width(modulus), limb))
            {
                (int index, ulong residue) = ResidueBytes.FirstInvalid(buffer, limb.Length, modulus, Width(modulus));
                reader.Require(false, field, $"residue {index} is {residue} and must be below the prime. The data are damaged.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
