using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>Makes a key directory, key by key. Until <see cref="Complete"/> has written the manifest it cannot be opened.</summary>
/// <remarks>Every file is written under another name, flushed and renamed. Memory: that of the key at hand. For one thread.</remarks>
public sealed class KeyDirectoryWriter
{
    private readonly string path;
    private readonly RlweParameters parameters;
    private readonly DataIdentity identity;
    private readonly List<KeyEntry> keys = [];

    private KeyDirectoryWriter(string path, RlweParameters parameters, DataIdentity identity)
    {
        this.path = path;
        this.parameters = parameters;
        this.identity = identity;
    }

    /// <param name="path">Made where it does not exist.</param>
    /// <param name="parameters">Of all the keys.</param>
    /// <param name="identity">The keys' name, and the circuit they are made for: <c>ModelClient.Identity</c>.</param>
    /// <param name="overwrite">Whether evaluation keys that are there already may be deleted. Other files are left alone.</param>
    /// <exception cref="InvalidKeyDirectoryException">There are keys already, and they may not be deleted.</exception>
    public static KeyDirectoryWriter Create(string path, RlweParameters parameters, DataIdentity identity, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(identity.Keys, nameof(identity));

        if (!overwrite && KeyDirectory.HoldsKeys(path))
        {
            throw new InvalidKeyDirectoryException(path, "there are keys already. Choose another directory, or allow them to be overwritten.");
        }

        Directory.CreateDirectory(path);
        KeyDirectoryWriter writer = new(path, parameters, identity);
        writer.Discard();

        return writer;
    }

    /// <summary>Deletes the keys that are there, for whoever gives up; other files are left alone.</summary>
    public void Discard()
    {
        // The manifest goes first: what is left over after an interruption is no key directory.
        File.Delete(Path.Combine(path, KeyManifest.FileName));

        foreach (string old in KeyEntry.FilesIn(path).Concat(Directory.EnumerateFiles(path, $"*{KeyEntry.Extension}{AtomicFile.TemporaryMark}*")).ToArray())
        {
            File.Delete(old);
        }

        keys.Clear();
    }

    /// <summary>The keys' name, and the circuit they are made for.</summary>
    public DataIdentity Identity => identity;

    /// <summary>Writes one key, which stays the caller's.</summary>
    /// <exception cref="ArgumentException">There is a key for that purpose already, or it is for other parameters.</exception>
    public void Write(EvaluationKey key)
    {
        KeyPurpose purpose = key.Purpose;

        if (!parameters.IsSameAs(key.Parameters) || keys.Exists(entry => entry.Purpose == purpose))
        {
            throw new ArgumentException($"the key for {purpose} was written already, or it was made for other parameters", nameof(key));
        }

        byte[] digest = [];
        AtomicFile.Write(Path.Combine(path, KeyEntry.FileNameOf(purpose, key.MaxLevel)), stream => digest = EvaluationKeySerializer.WriteRecord(stream, key));
        keys.Add(new KeyEntry(purpose, key.MaxLevel, EvaluationKeySerializer.ByteCount(parameters, key.MaxLevel, purpose), Convert.ToHexStringLower(digest)));
    }

    /// <summary>Writes the manifest and opens the directory.</summary>
    public KeyDirectory Complete()
    {
        KeyManifest.Write(Path.Combine(path, KeyManifest.FileName), parameters, identity, keys);

        return KeyDirectory.Open(path, parameters);
    }
}
