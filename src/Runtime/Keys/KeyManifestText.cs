using System.Text.Json;
using System.Text.Json.Serialization;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>The manifest as it stands in JSON, unchecked.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Always <see cref="CurrentVersion"/>.</param>
/// <param name="Id">The keys' name, 32 hexadecimal digits.</param>
/// <param name="Circuit">SHA-256 of the circuit they were made for, 64 hexadecimal digits; absent for keys of no circuit in particular.</param>
/// <param name="Parameters">SHA-256 of the parameters' text, 64 hexadecimal digits.</param>
/// <param name="Keys">One entry a file.</param>
internal sealed record KeyManifestText(string? Format, int Version, string? Id, string? Circuit, string? Parameters, IReadOnlyList<KeyManifestText.Entry?>? Keys)
{
    public const string FormatName = "powersoftmax-evaluation-keys";

    public const int CurrentVersion = 2;

    /// <summary>Longest manifest that is read: ten times what the largest ring's keys take.</summary>
    public const int MaxLength = 1 << 24;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <exception cref="JsonException">Not the JSON of a manifest.</exception>
    public static KeyManifestText? Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<KeyManifestText>(json, Options);

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <param name="File">Follows from element and level; stated for people.</param>
    /// <param name="Purpose">For people: "rotation by 5".</param>
    /// <param name="Element">Galois element; absent for relinearization, 2 and 4 for encapsulation.</param>
    /// <param name="Level">Highest level the key can be used at.</param>
    /// <param name="Bytes">Length of the file.</param>
    /// <param name="Digest">The file's last 32 bytes: SHA-256 of those before.</param>
    internal sealed record Entry(string? File, string? Purpose, uint? Element, int Level, long Bytes, string? Digest);
}
