using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Little-endian values of one record, from a stream that nobody vouches for. Every failure names the record and the field.</summary>
/// <param name="stream">Read up to the end of the record.</param>
/// <param name="record">For messages: "ciphertext".</param>
/// <param name="checksDigest">False for a record whose digest was checked before: nothing is hashed.</param>
internal sealed class DataReader(Stream stream, string record, bool checksDigest = true) : IDisposable
{
    private readonly IncrementalHash? hash = checksDigest ? RecordDigest.Create() : null;

    /// <summary>Fills <paramref name="destination"/>; memory is bounded by what the caller allocated, never by the stream.</summary>
    public void ReadBytes(Span<byte> destination, string field)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);

        Require(read == destination.Length, field, $"truncated: {read} of {destination.Length} bytes are there.");
        hash?.AppendData(destination);
    }

    /// <summary>A record inside this one: its reader returns its digest, which it has checked.</summary>
    public void ReadRecord(Func<Stream, byte[]> read) => hash?.AppendData(read(stream));

    /// <summary>Ends the record: what was read must be what was written.</summary>
    /// <returns>The digest.</returns>
    /// <exception cref="InvalidEncryptedDataException">Truncated, or a bit is another one.</exception>
    public byte[] ReadDigest()
    {
        byte[]? actual = hash?.GetHashAndReset();
        byte[] written = new byte[RecordDigest.Length];
        ReadBytes(written, "digest");

        if (actual is not null && !actual.AsSpan().SequenceEqual(written))
        {
            Require(false, "digest", $"the bytes are damaged: their SHA-256 is {Convert.ToHexStringLower(actual)}, and {Convert.ToHexStringLower(written)} was written. Copy or send them again.");
        }

        return written;
    }

    public void Dispose() => hash?.Dispose();

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
