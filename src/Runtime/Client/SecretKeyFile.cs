using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Client;

/// <summary>A secret key in a file that only its owner may read: the secret key's record, then the 16 bytes of the keys' name. Not encrypted.</summary>
/// <remarks>On Windows the access list of the folder decides who may read it.</remarks>
public static class SecretKeyFile
{
    /// <summary>Writes a key; the file is there whole or not at all, and never readable by others.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="key">The key.</param>
    /// <param name="id">The name of this key and of its evaluation keys.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced: who loses a secret key cannot read answers any more.</param>
    /// <exception cref="IOException">The file is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, SecretKey key, KeyId id, bool overwrite = false)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"{path}: there is a secret key already. Choose another place, or allow it to be replaced.");
        }

        AtomicFile.Write(
            path,
            stream =>
            {
                SecretKeySerializer.WriteSecret(stream, key);
                stream.Write(id.Value.ToByteArray());
            },
            ownerOnly: true);
    }

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <exception cref="InvalidEncryptedDataException">Truncated, damaged, or made for other parameters; the message names file and field.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static StoredSecretKey Read(string path, RlweParameters parameters, IWorkers workers)
    {
        // No buffer: it would keep a copy of the secret.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        SecretKey? key = null;

        try
        {
            key = SecretKeySerializer.ReadSecret(file, parameters, workers);
            DataReader reader = new(file, "secret key");
            byte[] id = new byte[KeyId.Length];
            reader.ReadBytes(id, "name");
            reader.Require(file.Position == file.Length, "end", "bytes follow the name. The file is damaged.");

            return new StoredSecretKey(key, new KeyId(new Guid(id)));
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
