using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>The memory that the arrays of one file may take, charged before it is allocated.</summary>
/// <remarks>
/// Deflate packs a thousand equal bytes into one, and an element of one byte becomes a double of eight: without a bound, 262 KB
/// need gigabytes. Real arrays take 1 to 8 times their file uncompressed and up to about 30 times compressed.
/// </remarks>
/// <param name="path">Named in the message.</param>
/// <param name="fileBytes">Size of the file.</param>
internal sealed class ArrayBudget(string path, long fileBytes)
{
    /// <summary>Bytes of memory that every file may take.</summary>
    public const long AlwaysAllowed = 64L << 20;

    /// <summary>Bytes of memory for each byte of the file, beyond <see cref="AlwaysAllowed"/>.</summary>
    public const int Ratio = 32;

    /// <summary>Bytes of memory that no file may exceed.</summary>
    public const long Most = 2L << 30;

    private readonly long total = Math.Min(Most, AlwaysAllowed + (Ratio * Math.Min(fileBytes, Most)));
    private long taken;

    /// <exception cref="DiagnosticException">PSM1020: less is left.</exception>
    public void Take(long bytes)
    {
        taken += bytes;
        if (taken > total)
        {
            throw new DiagnosticException(DiagnosticKinds.SamplesTooLarge, path, ByteSize.Text(taken), ByteSize.Text(total), ByteSize.Text(fileBytes));
        }
    }
}
