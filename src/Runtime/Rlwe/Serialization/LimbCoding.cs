using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
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
        int width = Width(modulus);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limb.Length * width);
        Span<byte> bytes = buffer.AsSpan(0, limb.Length * width);

        for (int i = 0; i < limb.Length; i++)
        {
            ulong residue = modulus.Canonical(limb[NttOrder.StorageIndexOf(i)]);

            for (int b = 0; b < width; b++)
            {
                bytes[(i * width) + b] = (byte)(residue >> (8 * b));
            }
        }

        writer.WriteBytes(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void ReadLimb(DataReader reader, Span<double> limb, Modulus modulus, string field)
    {
        int length = limb.Length * Width(modulus);

        if (reader.TryTake(length, field, out ReadOnlySpan<byte> mapped))
        {
            Decode(mapped, limb, modulus, reader, field);

            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);

        try
        {
            reader.ReadBytes(buffer.AsSpan(0, length), field);
            Decode(buffer.AsSpan(0, length), limb, modulus, reader, field);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Decode(ReadOnlySpan<byte> bytes, Span<double> limb, Modulus modulus, DataReader reader, string field)
    {
        int width = Width(modulus);

        for (int i = 0; i < limb.Length; i++)
        {
            ulong residue = Residue(bytes[(i * width)..], width);

            if (residue >= modulus.Value)
            {
                reader.Require(false, field, $"residue {i} is {residue} and must be below the prime. The data are damaged.");
            }

            limb[NttOrder.StorageIndexOf(i)] = modulus.Balance(residue);
        }
    }

    // Eight bytes at once where there are eight: the last few residues are put together byte by byte.
    private static ulong Residue(ReadOnlySpan<byte> bytes, int width)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes) & ((1UL << (8 * width)) - 1);
        }

        ulong residue = 0;

        for (int b = width - 1; b >= 0; b--)
        {
            residue = (residue << 8) | bytes[b];
        }

        return residue;
    }
}
