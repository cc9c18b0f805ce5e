using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Little-endian values of one record to a stream, and their digest.</summary>
internal sealed class DataWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash hash = RecordDigest.Create();

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        stream.Write(bytes);
    }

    public void WriteByte(byte value) => WriteBytes([value]);

    /// <summary>A record inside this one: its writer returns its digest.</summary>
    public void WriteRecord(Func<Stream, byte[]> write) => hash.AppendData(write(stream));

    /// <summary>Ends the record.</summary>
    /// <returns>The digest.</returns>
    public byte[] WriteDigest()
    {
        byte[] digest = hash.GetHashAndReset();
        stream.Write(digest);

        return digest;
    }

    public void Dispose() => hash.Dispose();

    public void WriteUInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteUInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteDouble(double value) => WriteUInt64(BitConverter.DoubleToUInt64Bits(value));
}
