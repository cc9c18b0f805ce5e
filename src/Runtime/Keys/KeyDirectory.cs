using System.Collections.Concurrent;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>Evaluation keys on disk, one file a key, listed in a manifest. Nothing in it is secret. Thread-safe.</summary>
/// <remarks>Files are mapped when a key is loaded, and checked against the manifest's digests at the first load of this object.</remarks>
public sealed class KeyDirectory
{
    private readonly Dictionary<KeyPurpose, KeyEntry> byPurpose;
    private readonly ConcurrentDictionary<KeyPurpose, bool> verified = [];

    private KeyDirectory(string path, RlweParameters parameters, KeyManifest manifest)
    {
        Path = path;
        Parameters = parameters;
        Identity = manifest.Identity;
        Keys = manifest.Keys;
        byPurpose = manifest.Keys.ToDictionary(static key => key.Purpose);
    }

    public string Path { get; }

    public RlweParameters Parameters { get; }

    /// <summary>The keys' name, and the circuit they were made for.</summary>
    public DataIdentity Identity { get; }

    /// <summary>The keys' name.</summary>
    public KeyId Id => Identity.Keys!.Value;

    /// <summary>Relinearization first, then by ascending Galois element.</summary>
    public IReadOnlyList<KeyEntry> Keys { get; }

    /// <summary>Bytes of the key files.</summary>
    public long StoredByteCount => Keys.Sum(static key => key.ByteCount);

    /// <summary>Memory of all keys when loaded.</summary>
    public long ByteCount => Keys.Sum(MemoryOf);

    /// <summary>Opens a directory of which nothing is taken for granted. Checks the manifest, and that every file is there with its length.</summary>
    /// <exception cref="InvalidKeyDirectoryException">Something is missing, damaged, or made for other parameters; the message names the file.</exception>
    public static KeyDirectory Open(string path, RlweParameters parameters)
    {
        KeyManifest manifest = KeyManifest.Read(System.IO.Path.Combine(path, KeyManifest.FileName), parameters);
        KeyDirectory directory = new(path, parameters, manifest);

        foreach (KeyEntry key in directory.Keys)
        {
            MappedKeyFile.CheckPresence(directory.FileOf(key), key.ByteCount);
        }

        return directory;
    }

    /// <summary>Path of the manifest of a directory: written when all its keys are there, and never before.</summary>
    public static string ManifestOf(string path) => System.IO.Path.Combine(path, KeyManifest.FileName);

    /// <summary>Whether a directory holds keys, or the beginnings of them.</summary>
    public static bool HoldsKeys(string path) => Directory.Exists(path)
        && (File.Exists(System.IO.Path.Combine(path, KeyManifest.FileName)) || KeyEntry.FilesIn(path).Any());

    /// <summary>The entry for a purpose; null when there is none.</summary>
    public KeyEntry? Find(KeyPurpose purpose) => byPurpose.GetValueOrDefault(purpose);

    /// <summary>Loads a key. Cost: one pass over its file, which is hashed at the first load; the seeded half is expanded.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="workers">Who expands the seeded half.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="InvalidKeyDirectoryException">The file is missing, damaged, or holds another key.</exception>
    public EvaluationKey Load(KeyEntry key, IWorkers workers)
    {
        using MappedKeyFile file = MappedKeyFile.Open(FileOf(key), key.ByteCount);

        EvaluationKey loaded = file.Read(Parameters, workers, verified.ContainsKey(key.Purpose) ? null : key.Digest);
        verified[key.Purpose] = true;

        if (loaded.Purpose == key.Purpose && loaded.MaxLevel == key.MaxLevel)
        {
            return loaded;
        }

        string actual = $"{loaded.Purpose.Describe(Parameters.LogN)} at level {loaded.MaxLevel}";
        loaded.Dispose();

        throw new InvalidKeyDirectoryException(
            FileOf(key), $"the file holds the key for {actual}, not the one its name says. Copy the directory again, or make the keys again.");
    }

    /// <summary>Loads all keys. Memory: <see cref="ByteCount"/>.</summary>
    /// <returns>The caller's.</returns>
    /// <exception cref="InvalidKeyDirectoryException">A file is missing, damaged, or holds another key.</exception>
    public EvaluationKeys LoadAll(IWorkers workers)
    {
        List<EvaluationKey> loaded = [];

        try
        {
            loaded.AddRange(Keys.Select(key => Load(key, workers)));
        }
        catch
        {
            loaded.ForEach(static key => key.Dispose());

            throw;
        }

        return new EvaluationKeys(Parameters, loaded, Identity);
    }

    /// <summary>Fails when a key is missing or too short.</summary>
    /// <exception cref="MissingEvaluationKeyException">Names the first key that is missing.</exception>
    public void Require(EvaluationKeyRequest request)
    {
        foreach (EvaluationKeyNeed need in request.All)
        {
            KeyEntry? key = Find(need.Purpose);

            if (key is null || key.MaxLevel < need.MaxLevel)
            {
                throw new MissingEvaluationKeyException(need.Purpose.Describe(Parameters.LogN), need.MaxLevel, key?.MaxLevel);
            }
        }
    }

    /// <summary>Memory of a key when loaded.</summary>
    internal long MemoryOf(KeyEntry key) => EvaluationKey.ByteCountAt(Parameters, key.MaxLevel, key.Purpose);

    private string FileOf(KeyEntry key) => System.IO.Path.Combine(Path, key.FileName);
}
