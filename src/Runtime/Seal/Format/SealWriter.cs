using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>Little-endian values of one object to a stream.</summary>
internal sealed class SealWriter(Stream stream, byte minorVersion)
{
    public void WriteBytes(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    public void WriteByte(byte value) => stream.WriteByte(value);

    public void WriteUInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void WriteDouble(double value) => WriteUInt64(BitConverter.DoubleToUInt64Bits(value));

    public void WriteId(SealParmsId id)
    {
        Span<byte> bytes = stackalloc byte[SealParmsId.Length];
        id.CopyTo(bytes);
        stream.Write(bytes);
    }

    /// <summary>The header of an object inside this one; <paramref name="byteCount"/> counts the header.</summary>
    public void WriteHeader(long byteCount) => Write(new SealHeader(minorVersion, SealCompression.None, byteCount));

    public void Write(SealHeader header)
    {
        Span<byte> bytes = stackalloc byte[SealHeader.Length];
        header.CopyTo(bytes);
        stream.Write(bytes);
    }

    public void WriteLimb(ReadOnlySpan<ulong> limb)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(limb));

            return;
        }

        foreach (ulong residue in limb)
        {
            WriteUInt64(residue);
        }
    }
}
