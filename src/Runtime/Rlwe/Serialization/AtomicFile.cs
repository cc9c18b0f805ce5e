using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Writes files that are either there whole or not there: beside the target, flushed to the disk, then renamed over it.</summary>
/// <remarks>Whoever has the old file open or mapped keeps reading the old file.</remarks>
public static class AtomicFile
{
    /// <summary>What the names of unfinished files contain; such a file may be deleted.</summary>
    public const string TemporaryMark = ".unfinished-";

    private const int BufferLength = 1 << 20;

    /// <param name="path">The target; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="ownerOnly">Whether nobody but the owner may ever read the file. On Windows the folder's access list decides.</param>
    /// <exception cref="IOException">The disk is full, the folder does not exist.</exception>
    public static void Write(string path, Action<Stream> write, bool ownerOnly = false)
    {
        string temporary = path + TemporaryMark + RandomNumberGenerator.GetHexString(8, lowercase: true);

        try
        {
            using (FileStream file = new(temporary, Options(ownerOnly)))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);

            throw;
        }
    }

    /// <summary>Deletes what an earlier process that was killed while it wrote this file has left of it.</summary>
    public static void DeleteUnfinished(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.EnumerateFiles(Path.GetDirectoryName(full)!)
            .Where(file => file.StartsWith(full + TemporaryMark, StringComparison.Ordinal))
            .ToList()
            .ForEach(File.Delete);
    }

    private static FileStreamOptions Options(bool ownerOnly)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = BufferLength };

        if (ownerOnly)
        {
            // A buffer of the stream would keep a copy of the secret.
            options.BufferSize = 0;
        }

        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
