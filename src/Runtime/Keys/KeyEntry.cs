using System.Globalization;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Keys;

/// <summary>One key of a directory.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="MaxLevel">Highest level it can be used at.</param>
/// <param name="ByteCount">Length of its file.</param>
/// <param name="Digest">Of its record, which are the file's last 32 bytes: 64 lower-case hexadecimal digits.</param>
public sealed record KeyEntry(KeyPurpose Purpose, Level MaxLevel, long ByteCount, string Digest)
{
    /// <summary>Extension of key files.</summary>
    public const string Extension = ".key";

    /// <summary><c>galois-000243-level-17.key</c> or <c>relinearization-level-18.key</c>; follows from purpose and level.</summary>
    public string FileName => FileNameOf(Purpose, MaxLevel);

    /// <summary>Evaluation keys in a directory, listed or not. Other files, a secret key among them, are none.</summary>
    internal static IEnumerable<string> FilesIn(string path) =>
        Directory.EnumerateFiles(path, "galois-*-level-*" + Extension).Concat(Directory.EnumerateFiles(path, "relinearization-level-*" + Extension)).Concat(Directory.EnumerateFiles(path, "*capsulation-level-*" + Extension));

    public static string FileNameOf(KeyPurpose purpose, Level maxLevel) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(purpose.Element is GaloisElement element ? $"galois-{element.Value:D6}" : purpose.Describe(0))}-level-{maxLevel.Value:D2}{Extension}");
}
