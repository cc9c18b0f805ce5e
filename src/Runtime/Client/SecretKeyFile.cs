using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Client;

/// <summary>A secret key in a file that only its owner may read: the secret key's record, which names the key and its circuit. Not encrypted.</summary>
/// <remarks>On Windows the access list of the folder decides who may read it.</remarks>
public static class SecretKeyFile
{
    /// <summary>Writes a key; the file is there whole or not at all, and never readable by others.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="key">The key.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced: who loses a secret key cannot read answers any more.</param>
    /// <exception cref="IOException">The file is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, SecretKey key, bool overwrite = false)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"{path}: there is a secret key already. Choose another place, or allow it to be replaced.");
        }

        AtomicFile.Write(path, stream => SecretKeySerializer.WriteSecret(stream, key), ownerOnly: true);
    }

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <returns>The caller's, unless it is given to a client.</returns>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for other parameters; the message names file and field.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static SecretKey Read(string path, RlweParameters parameters, IWorkers workers)
    {
        // No buffer: it would keep a copy of the secret.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        SecretKey? key = null;

        try
        {
            key = SecretKeySerializer.ReadSecret(file, parameters, workers);
            return file.Position == file.Length
                ? key
                : throw new InvalidEncryptedDataException("bytes follow the digest. The file is damaged.", "secret key, end");
        }
        catch (InvalidEncryptedDataException error)
        {
            key?.Dispose();

            throw new InvalidEncryptedDataException(error.What, $"{path}: {error.Where}");
        }
    }

    /// <summary>Whether others than the owner may read the file. Always false on Windows.</summary>
    public static bool IsExposed(string path) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;
}
