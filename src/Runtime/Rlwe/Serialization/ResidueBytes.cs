using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Between balanced residues in storage order and whole bytes, little endian, in standard order.</summary>
/// <remarks>
/// Every residue moves as eight bytes, of which the next one overwrites what is too much: buffers are longer than the residues by
/// <see cref="Slack"/>. Blocks of 64 at a time, because storage order transposes those.
/// </remarks>
internal static class ResidueBytes
{
    /// <summary>Bytes that a buffer has behind the last residue.</summary>
    public const int Slack = sizeof(ulong);

    private const int Side = 8;
    private const int BlockLength = Side * Side;

    /// <summary>The bits of 2^52: with an integer below 2^52 in place of the mantissa they are 2^52 plus that integer.</summary>
    private const ulong Exponent = 0x4330_0000_0000_0000;

    private const ulong Mantissa = (1UL << 52) - 1;

    /// <param name="residues">Balanced; a multiple of 64.</param>
    /// <param name="modulus">The prime.</param>
    /// <param name="width">Bytes of a residue, at most 7.</param>
    /// <param name="destination">Room for all residues and the slack.</param>
    public static void Pack(ReadOnlySpan<double> residues, Modulus modulus, int width, Span<byte> destination)
    {
        Span<ulong> block = stackalloc ulong[BlockLength];

        for (; !residues.IsEmpty; residues = residues[BlockLength..], destination = destination[(BlockLength * width)..])
        {
            ToCanonical(residues[..BlockLength], modulus, block);
            ref byte target = ref MemoryMarshal.GetReference(destination[..((BlockLength * width) + Slack)]);

            for (int i = 0; i < BlockLength; i++)
            {
                ulong residue = block[((i % Side) * Side) + (i / Side)];
                Unsafe.WriteUnaligned(ref target, BitConverter.IsLittleEndian ? residue : BinaryPrimitives.ReverseEndianness(residue));
                target = ref Unsafe.Add(ref target, width);
            }
        }
    }

    /// <summary>False if a residue is not below the prime; the destination is then without meaning.</summary>
    /// <param name="source">The bytes and the slack.</param>
    /// <param name="modulus">The prime.</param>
    /// <param name="width">Bytes of a residue, at most 7.</param>
    /// <param name="destination">A multiple of 64.</param>
    public static bool TryUnpack(ReadOnlySpan<byte> source, Modulus modulus, int width, Span<double> destination)
    {
        Span<ulong> block = stackalloc ulong[BlockLength];
        Vector<ulong> invalid = Vector<ulong>.Zero;

        for (; !destination.IsEmpty; destination = destination[BlockLength..], source = source[(BlockLength * width)..])
        {
            ref byte from = ref MemoryMarshal.GetReference(source[..((BlockLength * width) + Slack)]);

            for (int i = 0; i < BlockLength; i++)
            {
                block[((i % Side) * Side) + (i / Side)] = Read(ref from, width);
                from = ref Unsafe.Add(ref from, width);
            }

            invalid |= ToBalanced(block, modulus, destination[..BlockLength]);
        }

        return invalid == Vector<ulong>.Zero;
    }

    /// <summary>Standard index and value of the first residue that is not below the prime; -1 if all are.</summary>
    public static (int Index, ulong Residue) FirstInvalid(ReadOnlySpan<byte> source, int count, Modulus modulus, int width)
    {
        for (int i = 0; i < count; i++)
        {
            ulong residue = Read(ref MemoryMarshal.GetReference(source.Slice(i * width, sizeof(ulong))), width);

            if (residue >= modulus.Value)
            {
                return (i, residue);
            }
        }

        return (-1, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte source, int width)
    {
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref source);

        return (BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes)) & (ulong.MaxValue >> (64 - (8 * width)));
    }

    private static void ToCanonical(ReadOnlySpan<double> balanced, Modulus modulus, Span<ulong> canonical)
    {
        Vector<double> prime = new(modulus.P), offset = new(1UL << 52);

        for (int i = 0; i < balanced.Length; i += Vector<double>.Count)
        {
            Vector<double> x = new(balanced[i..]);
            Vector<double> wrapped = Vector.AsVectorDouble(Vector.AsVectorInt64(prime) & Vector.LessThan(x, Vector<double>.Zero));
            (Vector.AsVectorUInt64(x + wrapped + offset) & new Vector<ulong>(Mantissa)).CopyTo(canonical[i..]);
        }
    }

    // Where the result is not zero the residue was not below the prime.
    private static Vector<ulong> ToBalanced(ReadOnlySpan<ulong> canonical, Modulus modulus, Span<double> balanced)
    {
        Vector<double> prime = new(modulus.P), half = new((modulus.P - 1) / 2), offset = new(1UL << 52);
        Vector<ulong> invalid = Vector<ulong>.Zero;

        for (int i = 0; i < canonical.Length; i += Vector<ulong>.Count)
        {
            Vector<ulong> bits = new(canonical[i..]);
            invalid |= Vector.GreaterThanOrEqual(bits, new Vector<ulong>(modulus.Value));
            Vector<double> x = Vector.AsVectorDouble((bits & new Vector<ulong>(Mantissa)) | new Vector<ulong>(Exponent)) - offset;
            Vector<double> wrapped = Vector.AsVectorDouble(Vector.AsVectorInt64(prime) & Vector.GreaterThan(x, half));
            (x - wrapped).CopyTo(balanced[i..]);
        }

        return invalid;
    }
}
