using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>A key file mapped into memory: residues go from the mapping straight into the key's limbs.</summary>
/// <remarks>
/// A mapped file must not be shortened: the operating system would stop the process. Writers of key directories replace files by
/// renaming, which leaves a mapping alone.
/// </remarks>
internal sealed class MappedKeyFile : IDisposable
{
    private readonly string path;
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;
    private readonly long length;

    private MappedKeyFile(string path, MemoryMappedFile mapping, long length)
    {
        this.path = path;
        this.mapping = mapping;
        this.length = length;
        view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
    }

    /// <param name="path">The file.</param>
    /// <param name="length">Bytes it must have.</param>
    /// <exception cref="InvalidKeyDirectoryException">It is missing, cannot be read, or has another length.</exception>
    public static MappedKeyFile Open(string path, long length)
    {
        try
        {
            // A mapping outlives the file it was made from.
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

            return file.Length == length
                ? new MappedKeyFile(path, MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true), length)
                : throw new InvalidKeyDirectoryException(path, WrongLength(file.Length, length));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidKeyDirectoryException(path, Unreadable(error), error);
        }
    }

    /// <summary>Checks that a file is there with the right length, without reading it.</summary>
    /// <exception cref="InvalidKeyDirectoryException">It is missing or has another length.</exception>
    public static void CheckPresence(string path, long length)
    {
        FileInfo file = new(path);

        if (!file.Exists)
        {
            throw new InvalidKeyDirectoryException(path, "this key file is missing. Copy the directory again, or make the keys again.");
        }

        if (file.Length != length)
        {
            throw new InvalidKeyDirectoryException(path, WrongLength(file.Length, length));
        }
    }

    /// <param name="parameters">What the key must have been made for.</param>
    /// <param name="workers">Who expands the seeded half.</param>
    /// <param name="digest">The one that the directory lists; null for a file that was checked before, of which nothing is hashed.</param>
    /// <exception cref="InvalidKeyDirectoryException">The content is not an evaluation key for these parameters, or not the one listed; the message names the field.</exception>
    public EvaluationKey Read(RlweParameters parameters, IWorkers workers, string? digest)
    {
        try
        {
            (EvaluationKey key, byte[] actual) = Use(stream => EvaluationKeySerializer.ReadRecord(stream, parameters, workers, checksDigest: digest is not null));

            if (digest is null || Convert.ToHexStringLower(actual) == digest)
            {
                return key;
            }

            key.Dispose();

            throw Damaged(Convert.ToHexStringLower(actual), digest);
        }
        catch (InvalidEncryptedDataException error)
        {
            // Whatever field looks wrong: where the bytes are not those that were written, it is damage.
            string? actual = digest is null ? null : Use(Hash);

            throw actual == digest ? new InvalidKeyDirectoryException(path, $"{error.Message} Copy the file again, or make the keys again.", error) : Damaged(actual!, digest!);
        }
    }

    public void Dispose()
    {
        view.Dispose();
        mapping.Dispose();
    }

    private static string Hash(Stream stream)
    {
        byte[] bytes = new byte[1 << 16];
        using IncrementalHash hash = RecordDigest.Create();

        for (long rest = stream.Length - RecordDigest.Length; rest > 0;)
        {
            int read = stream.Read(bytes, 0, (int)Math.Min(bytes.Length, rest));
            hash.AppendData(bytes, 0, read);
            rest -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private InvalidKeyDirectoryException Damaged(string actual, string listed) => new(
        path, $"the file is damaged: its SHA-256 is {actual} and {KeyManifest.FileName} says {listed}. Copy it again, or make the keys again.");

    private static string WrongLength(long actual, long expected) =>
        $"the file has {actual} bytes and the key takes {expected}: it is {(actual < expected ? "truncated" : "too long")}. Copy it again, or make the keys again.";

    private static string Unreadable(Exception error) => error is FileNotFoundException or DirectoryNotFoundException
        ? "this key file is missing. Copy the directory again, or make the keys again."
        : $"the file cannot be read ({error.Message}).";

    private unsafe T Use<T>(Func<Stream, T> read)
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);

        try
        {
            using UnmanagedMemoryStream stream = new(start + view.PointerOffset, length);

            return read(stream);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
