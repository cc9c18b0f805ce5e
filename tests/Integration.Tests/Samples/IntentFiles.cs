using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PowerSoftmax.Integration.Tests.Samples;

/// <summary>The committed files of sample 01, copied beside the tests.</summary>
internal static class IntentFiles
{
    /// <summary>Path of a file such as <c>intent.onnx</c>.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "intent", name);

    /// <summary>Values of one int64 array of a NumPy archive, row-major.</summary>
    public static long[] ReadArray(string archiveName, string arrayName)
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf(archiveName));
        using Stream stream = archive.GetEntry($"{arrayName}.npy")!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        ReadOnlySpan<byte> array = bytes.ToArray();
        int dataStart = 10 + array[8] + (256 * array[9]);

        return MemoryMarshal.Cast<byte, long>(array[dataStart..]).ToArray();
    }
}
