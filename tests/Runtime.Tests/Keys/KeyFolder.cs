using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Keys;

/// <summary>A folder for one test, removed afterwards.</summary>
internal sealed class KeyFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("powersoftmax-keys-").FullName;

    public string Manifest => PathOf("keys.json");

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes keys as a client does.</summary>
    public KeyDirectory Write(RlweParameters parameters, EvaluationKeys keys, DataIdentity? identity = null)
    {
        KeyDirectoryWriter writer = KeyDirectoryWriter.Create(Path, parameters, identity ?? new DataIdentity(null, KeyId.Create()));

        foreach (EvaluationKey key in keys.Galois.Append(keys.Relinearization).OfType<EvaluationKey>())
        {
            writer.Write(key);
        }

        return writer.Complete();
    }

    /// <summary>Changes a file's bytes.</summary>
    public void Change(string name, Func<byte[], byte[]> change) => File.WriteAllBytes(PathOf(name), change(File.ReadAllBytes(PathOf(name))));

    /// <summary>Changes the manifest's text.</summary>
    public void ChangeManifest(string from, string to)
    {
        string text = File.ReadAllText(Manifest);
        Assert.Contains(from, text);
        File.WriteAllText(Manifest, text.Replace(from, to));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>The bytes of every limb of a loaded key.</summary>
    public static byte[] BytesOf(EvaluationKey key)
    {
        using MemoryStream stream = new();
        EvaluationKeySerializer.Write(stream, key);
        return stream.ToArray();
    }
}
