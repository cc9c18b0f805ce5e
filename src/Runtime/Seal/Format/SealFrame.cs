using System.IO.Compression;
using System.Security.Cryptography;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The outermost header of an object and the compression of all that follows it.</summary>
internal static class SealFrame
{
    // As in SEAL itself: a window of 8 MiB, so that a few bytes cannot ask for more.
    private const int MaxZstandardWindowLog = 23;

    /// <summary>Reads one object and leaves the stream behind it.</summary>
    /// <exception cref="InvalidSealDataException">Not such an object; the message names field and reason.</exception>
    public static T Read<T>(Stream stream, string record, SealReadLimits limits, Func<SealReader, T> members)
    {
        SealHeader header = SealHeader.Read(new SealReader(stream, record, SealHeader.Length), limits.MaxByteCount);
        long length = header.ByteCount - SealHeader.Length;
        RequireAvailable(stream, record, length);
        BoundedStream body = new(stream, length);

        if (header.Compression == SealCompression.None)
        {
            return ReadMembers(new SealReader(body, record, length), members);
        }

        using Stream expanded = header.Compression == SealCompression.Zlib
            ? new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true)
            : OpenZstandard(body);
        T result = ReadMembers(new SealReader(expanded, record, limits.MaxByteCount, isExpanded: true), members);

        if (body.Remaining > 0)
        {
            throw new InvalidSealDataException(record, "end", $"{body.Remaining} bytes follow the compressed data.");
        }

        return result;
    }

    /// <param name="members">Writes what follows the header, <paramref name="byteCount"/> less its length.</param>
    public static void Write(Stream stream, SealWriteOptions options, long byteCount, Action<SealWriter> members)
    {
        SealWriter writer = new(stream, options.MinorVersion);

        if (options.Compression == SealCompression.None)
        {
            writer.Write(new SealHeader(options.MinorVersion, SealCompression.None, byteCount));
            members(writer);

            return;
        }

        using MemoryStream buffer = new();

        try
        {
            using (Stream compressor = options.Compression == SealCompression.Zlib
                ? new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true)
                : new CompressionStream(buffer, leaveOpen: true))
            {
                members(new SealWriter(compressor, options.MinorVersion));
            }

            writer.Write(new SealHeader(options.MinorVersion, options.Compression, SealHeader.Length + buffer.Length));
            buffer.WriteTo(stream);
        }
        finally
        {
            // It may have been a secret key.
            CryptographicOperations.ZeroMemory(buffer.GetBuffer());
        }
    }

    private static T ReadMembers<T>(SealReader reader, Func<SealReader, T> members)
    {
        T result = members(reader);

        try
        {
            reader.RequireEnd();

            return result;
        }
        catch
        {
            (result as IDisposable)?.Dispose();

            throw;
        }
    }

    private static DecompressionStream OpenZstandard(Stream body)
    {
        DecompressionStream stream = new(body, leaveOpen: true);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstandardWindowLog);

        return stream;
    }

    private static void RequireAvailable(Stream stream, string record, long length)
    {
        if (stream.CanSeek && stream.Length - stream.Position < length)
        {
            throw new InvalidSealDataException(
                record, "size", $"{SealHeader.Length + length} bytes are announced and {SealHeader.Length + stream.Length - stream.Position} are there.");
        }
    }
}
