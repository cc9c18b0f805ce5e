using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ZstdSharp;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>Little-endian values of one object from bytes that nobody vouches for. Every failure names the object and the field.</summary>
/// <param name="stream">The object's bytes, decompressed.</param>
/// <param name="record">Its name for messages.</param>
/// <param name="maxByteCount">Most bytes that will be read: the end of what a decompressor can be made to produce.</param>
/// <param name="isExpanded">Whether a decompressor stands in between: what it throws then means damaged data.</param>
internal sealed class SealReader(Stream stream, string record, long maxByteCount, bool isExpanded = false)
{
    private long read;

    /// <summary>Bytes that may still be read.</summary>
    public long Remaining => maxByteCount - read;

    public void ReadBytes(Span<byte> destination, string field)
    {
        Require(destination.Length <= Remaining, field, $"the object is longer than the {maxByteCount} bytes that are announced or allowed.");
        int count = ReadRaw(destination, field);
        read += count;

        Require(count == destination.Length, field, $"truncated: {count} of {destination.Length} bytes are there.");
    }

    public byte ReadByte(string field)
    {
        Span<byte> bytes = stackalloc byte[1];
        ReadBytes(bytes, field);

        return bytes[0];
    }

    public ulong ReadUInt64(string field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ReadBytes(bytes, field);

        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>A scale: positive, finite, and not denormal, as SEAL wants it.</summary>
    public double ReadScale()
    {
        double scale = BitConverter.UInt64BitsToDouble(ReadUInt64("scale"));
        Require(double.IsNormal(scale) && scale > 0, "scale", "the scale is not a positive finite number.");

        return scale;
    }

    public SealParmsId ReadId()
    {
        Span<byte> bytes = stackalloc byte[SealParmsId.Length];
        ReadBytes(bytes, "parms_id");

        return SealParmsId.From(bytes);
    }

    /// <summary>The residues modulo one prime; memory is taken for one limb at a time, so a short stream cannot make us take much.</summary>
    public ulong[] ReadLimb(int n, ulong prime, string field)
    {
        RequireRoom(n * sizeof(ulong), field);
        ulong[] limb = new ulong[n];
        ReadLimb(limb, prime, field);

        return limb;
    }

    /// <summary>Fails before memory is taken for bytes that cannot be there.</summary>
    public void RequireRoom(int byteCount, string field) =>
        Require(byteCount <= Remaining, field, $"the object is longer than the {maxByteCount} bytes that are announced or allowed.");

    /// <summary>The same into memory that is there.</summary>
    public void ReadLimb(ulong[] limb, ulong prime, string field)
    {
        ReadBytes(MemoryMarshal.AsBytes(limb.AsSpan()), field);

        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(limb, limb);
        }

        for (int i = 0; i < limb.Length; i++)
        {
            if (limb[i] >= prime)
            {
                Require(false, field, $"residue {i} is {limb[i]} and must be below the prime {prime}. The data are damaged.");
            }
        }
    }

    /// <exception cref="InvalidSealDataException">The object goes on.</exception>
    public void RequireEnd()
    {
        Span<byte> bytes = stackalloc byte[1];
        Require(ReadRaw(bytes, "end") == 0, "end", "there are bytes after the object's last field.");
    }

    public void Require([DoesNotReturnIf(false)] bool condition, string field, string reason)
    {
        if (!condition)
        {
            throw new InvalidSealDataException(record, field, reason);
        }
    }

    private int ReadRaw(Span<byte> destination, string field)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception failure) when (isExpanded && failure is (InvalidDataException or ZstdException or IOException))
        {
            throw new InvalidSealDataException(record, field, "the compressed data are damaged: " + failure.Message, failure);
        }
    }
}
