using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Little-endian values from a stream that nobody vouches for. Every failure names the record and the field.</summary>
internal sealed class DataReader(Stream stream, string record)
{
    /// <summary>Fills <paramref name="destination"/>; memory is bounded by what the caller allocated, never by the stream.</summary>
    public void ReadBytes(Span<byte> destination, string field)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);

        Require(read == destination.Length, field, $"truncated: {read} of {destination.Length} bytes are there.");
    }

    /// <summary>The next bytes where they lie, when the stream is memory outside of the managed heap: a mapped file.</summary>
    /// <returns>Whether it is; otherwise nothing is read.</returns>
    public unsafe bool TryTake(int length, string field, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;

        if (stream is not UnmanagedMemoryStream memory)
        {
            return false;
        }

        long left = memory.Length - memory.Position;
        Require(left >= length, field, $"truncated: {left} of {length} bytes are there.");
        bytes = new ReadOnlySpan<byte>(memory.PositionPointer, length);
        memory.Position += length;

        return true;
    }

    public byte ReadByte(string field)
    {
        Span<byte> bytes = stackalloc byte[1];
        ReadBytes(bytes, field);

        return bytes[0];
    }

    public ushort ReadUInt16(string field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        ReadBytes(bytes, field);

        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    public uint ReadUInt32(string field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        ReadBytes(bytes, field);

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong ReadUInt64(string field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ReadBytes(bytes, field);

        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public double ReadDouble(string field) => BitConverter.UInt64BitsToDouble(ReadUInt64(field));

    public void Require([DoesNotReturnIf(false)] bool condition, string field, string what)
    {
        if (!condition)
        {
            throw new InvalidEncryptedDataException(what, $"{record}, {field}");
        }
    }
}
