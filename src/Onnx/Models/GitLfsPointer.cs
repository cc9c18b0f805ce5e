using System.Globalization;
using System.Text;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Recognizes what Git leaves in place of a large file where Git LFS is not installed: three lines of text that name it.</summary>
/// <remarks>Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md. A pointer has fewer than 1024 bytes.</remarks>
internal static class GitLfsPointer
{
    private const int MaxBytes = 1024;
    private const string SizeKey = "size ";

    private static ReadOnlySpan<byte> Start => "version https://git-lfs.github.com/spec/"u8;

    /// <exception cref="DiagnosticException">PSM1012: the bytes are a pointer.</exception>
    public static void Refuse(ReadOnlySpan<byte> file, string path)
    {
        if (file.Length < MaxBytes && file.StartsWith(Start))
        {
            throw new DiagnosticException(DiagnosticKinds.LfsPointer, path, Size(file));
        }
    }

    /// <summary>Looks at the first bytes of a seekable stream, which is left where it was.</summary>
    /// <exception cref="DiagnosticException">PSM1012: the file is a pointer.</exception>
    public static void Refuse(Stream file, string path)
    {
        if (file.Length - file.Position >= MaxBytes)
        {
            return;
        }

        long position = file.Position;
        byte[] bytes = new byte[file.Length - position];
        file.ReadExactly(bytes);
        file.Position = position;
        Refuse(bytes, path);
    }

    /// <summary>The size that the pointer says the file has; a question mark where it says none.</summary>
    private static string Size(ReadOnlySpan<byte> file)
    {
        string? line = Encoding.UTF8.GetString(file).Split('\n').FirstOrDefault(static line => line.StartsWith(SizeKey, StringComparison.Ordinal));
        return line is not null && long.TryParse(line.AsSpan(SizeKey.Length), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long size)
            ? size.ToString(CultureInfo.InvariantCulture)
            : "?";
    }
}
