using System.Text.Json;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>What a key directory says it holds, checked against the parameters. Immutable.</summary>
internal sealed class KeyManifest
{
    /// <summary>Name of the manifest's file.</summary>
    public const string FileName = "keys.json";

    private KeyManifest(DataIdentity identity, IReadOnlyList<KeyEntry> keys)
    {
        Identity = identity;
        Keys = keys;
    }

    public DataIdentity Identity { get; }

    /// <summary>Relinearization first, then by ascending Galois element.</summary>
    public IReadOnlyList<KeyEntry> Keys { get; }

    /// <summary>Reads a manifest that nobody vouches for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">What the keys must have been made for.</param>
    /// <exception cref="InvalidKeyDirectoryException">It is missing, damaged, of another version, or for other parameters.</exception>
    public static KeyManifest Read(string path, RlweParameters parameters)
    {
        try
        {
            KeyManifestText? text = KeyManifestText.Parse(ReadBytes(path));
            Require(text?.Format == KeyManifestText.FormatName, path, "this is not the list of a key directory. Give the directory that the keys were written to.");
            Require(text!.Version == KeyManifestText.CurrentVersion, path, $"format version {text.Version} is not known; this program reads version {KeyManifestText.CurrentVersion}. Make the keys again.");
            Require(
                string.Equals(text.Parameters, FingerprintOf(parameters), StringComparison.OrdinalIgnoreCase),
                path,
                "the keys were made for other parameters. Use the keys that were made for this model.");
            Require(KeyId.TryParse(text.Id, out KeyId id), path, "'id' is not 32 hexadecimal digits. The file is damaged; copy it again or make the keys again.");
            Require(text.Circuit is null || IsSha256(text.Circuit), path, "'circuit' is not 64 hexadecimal digits. The file is damaged; copy it again or make the keys again.");

            KeyEntry[] keys = [.. (text.Keys ?? []).Select((entry, i) => Check(entry, i, path, parameters)).OrderBy(static key => key.Purpose)];
            Require(
                keys.DistinctBy(static key => key.Purpose).Count() == keys.Length, path, "two keys are for one purpose. The file is damaged; copy it again or make the keys again.");

            return new KeyManifest(new DataIdentity(text.Circuit is null ? null : CircuitHash.FromBytes(Convert.FromHexString(text.Circuit)), id), keys);
        }
        catch (JsonException error)
        {
            throw new InvalidKeyDirectoryException(path, $"it cannot be read as JSON ({error.Message}). The file is damaged; copy it again or make the keys again.", error);
        }
    }

    public static void Write(string path, RlweParameters parameters, DataIdentity identity, IEnumerable<KeyEntry> keys)
    {
        KeyManifestText text = new(
            KeyManifestText.FormatName,
            KeyManifestText.CurrentVersion,
            identity.Keys.ToString(),
            identity.Circuit?.Text,
            FingerprintOf(parameters),
            [.. keys.OrderBy(static key => key.Purpose).Select(key => new KeyManifestText.Entry(
                key.FileName, key.Purpose.Describe(parameters.LogN), key.Purpose.Code is var code and not 0 ? code : null, key.MaxLevel.Value, key.ByteCount, key.Digest))]);
        byte[] json = text.ToJson();
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Require(file.Length <= KeyManifestText.MaxLength, path, $"it has {file.Length} bytes, more than the {KeyManifestText.MaxLength} that a list of keys may have.");
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);

            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidKeyDirectoryException(
                path, "it does not exist. Give the directory that the keys were written to; where making them was interrupted, make them again.", error);
        }
    }

    private static KeyEntry Check(KeyManifestText.Entry? entry, int index, string path, RlweParameters parameters)
    {
        string where = $"keys[{index}]";
        Require(entry is not null, path, $"{where} is empty. The file is damaged; copy it again or make the keys again.");
        KeyPurpose? purpose = KeyPurpose.FromCode(entry!.Element ?? 0, parameters.LogN);
        Require(purpose is not null, path, $"{where}: Galois element {entry.Element} is not odd and below {2 * parameters.N}.");
        Level level = new(entry.Level);
        Require(level.Value >= 0 && level <= parameters.MaxLevel, path, $"{where}: level {level} is not one of 0 to {parameters.MaxLevel}.");

        long bytes = EvaluationKeySerializer.ByteCount(parameters, level, purpose!.Value);
        Require(entry.Bytes == bytes, path, $"{where}: {entry.Bytes} bytes are stated and a key for level {level} takes {bytes}.");
        Require(IsSha256(entry.Digest), path, $"{where}: 'digest' is not 64 hexadecimal digits.");

        // File names are never taken from the file: a list from a stranger names no file outside of its directory.
        KeyEntry key = new(purpose!.Value, level, bytes, entry.Digest!.ToLowerInvariant());
        Require(entry.File == key.FileName, path, $"{where}: the file is called '{entry.File}' and must be called '{key.FileName}'.");

        return key;
    }

    private static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit);

    private static string FingerprintOf(RlweParameters parameters) => Convert.ToHexStringLower(parameters.Set.Fingerprint);

    private static void Require(bool condition, string path, string what)
    {
        if (!condition)
        {
            throw new InvalidKeyDirectoryException(path, what);
        }
    }
}
