using System.Buffers.Binary;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The 16 bytes before every SEAL object and every object inside one.</summary>
/// <remarks>Little endian: u16 0xA15E | u8 16 | u8 major version | u8 minor version | u8 compression | u16 0 | u64 size with the header.</remarks>
internal readonly record struct SealHeader(byte MinorVersion, SealCompression Compression, long ByteCount)
{
    public const int Length = 16;

    private const ushort Magic = 0xA15E;

    private const byte MajorVersion = 4;

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, Magic);
        destination[2] = Length;
        destination[3] = MajorVersion;
        destination[4] = MinorVersion;
        destination[5] = (byte)Compression;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[6..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (ulong)ByteCount);
    }

    /// <exception cref="InvalidSealDataException">Not the header of a SEAL 4 object, or of more than <paramref name="maxByteCount"/> bytes.</exception>
    public static SealHeader Read(SealReader reader, long maxByteCount)
    {
        Span<byte> bytes = stackalloc byte[Length];
        reader.ReadBytes(bytes, "header");
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);

        reader.Require(BinaryPrimitives.ReadUInt16LittleEndian(bytes) == Magic && bytes[2] == Length, "header", "these bytes are not a SEAL object.");
        reader.Require(
            bytes[3] == MajorVersion, "version", $"version {bytes[3]}.{bytes[4]} is not known; this program reads version {MajorVersion} of SEAL's format.");
        reader.Require(bytes[5] <= (byte)SealCompression.Zstandard, "compression", $"compression {bytes[5]} is not known.");
        reader.Require(
            size >= Length && size <= (ulong)maxByteCount, "size", $"{size} bytes are announced and {Length} to {maxByteCount} are possible here.");

        return new SealHeader(bytes[4], (SealCompression)bytes[5], (long)size);
    }

    /// <summary>The header of an object inside another one, which is never compressed.</summary>
    /// <exception cref="InvalidSealDataException">Not such a header.</exception>
    public static long ReadNested(SealReader reader, long maxByteCount)
    {
        SealHeader header = Read(reader, maxByteCount);
        reader.Require(header.Compression == SealCompression.None, "compression", "an object inside another one is compressed.");

        return header.ByteCount;
    }
}
