using System.IO.Compression;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>The cases of the ONNX backend suite.</summary>
internal static class ConformanceArchive
{
    private static readonly Lazy<Dictionary<string, byte[]>> Files = new(Load);

    /// <summary>Every case as <c>folder/name</c>, in order; none where the archive is missing.</summary>
    public static IReadOnlyList<string> Names { get; } = Files.Value.Keys
        .Where(static path => path.EndsWith("/model.onnx", StringComparison.Ordinal))
        .Select(static path => path[..^"/model.onnx".Length])
        .Order(StringComparer.Ordinal)
        .ToList();

    public static ConformanceCase Open(string name) => new(name, Files.Value);

    private static Dictionary<string, byte[]> Load()
    {
        string path = Path.Combine(SharedFiles.Root ?? string.Empty, "conformance", "onnx-node-tests.zip");
        if (!File.Exists(path))
        {
            return [];
        }

        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.Where(static entry => entry.Length > 0).ToDictionary(static entry => entry.FullName, Bytes);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream source = entry.Open();
        using MemoryStream data = new();
        source.CopyTo(data);
        return data.ToArray();
    }
}
