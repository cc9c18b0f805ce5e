using System;
using System.Globalization;
using System.IO;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Weights;

/// <summary>The side file of a circuit (<c>.psw</c>): the values of its weights.</summary>
/// <remarks>
/// Little-endian: <c>PSMW</c>, version (4 bytes), SHA-256 of all that follows (32 bytes), number of entries (4), then for each
/// entry in ordinal order of names: name, element type, shape, and values as float32 where that is exact, otherwise float64.
/// The module's metadata carries the hash of the whole file, so that circuit and weights cannot be mixed up.
/// </remarks>
public static class WeightFile
{
    internal const uint Version = 1;

    internal const int HeaderLength = 4 + 4 + 32;

    internal static readonly byte[] Magic = [(byte)'P', (byte)'S', (byte)'M', (byte)'W'];

    /// <summary>The whole file; the same table always gives the same bytes.</summary>
    /// <exception cref="IrException">A weight has no values, or holds strings.</exception>
    public static byte[] Write(WeightTable weights)
    {
        using MemoryStream stream = new();
        Write(weights, stream);
        return stream.ToArray();
    }

    /// <summary>Writes the whole file, whatever its size; the same table always gives the same bytes.</summary>
    /// <exception cref="IrException">A weight has no values, or holds strings.</exception>
    public static void Write(WeightTable weights, Stream stream) => WeightFileWriter.Write(weights, stream);

    /// <summary>Reads a file against what its module declares.</summary>
    /// <param name="file">Untrusted bytes; nothing larger than they are is allocated.</param>
    /// <param name="declared">Names and types of the module's weights.</param>
    /// <param name="expectedSha256">Hash of the whole file from the module's metadata; null skips that check.</param>
    /// <returns>The declared table with its values.</returns>
    /// <exception cref="IrException">The file is truncated, altered, of another version, or not the declared module's.</exception>
    public static WeightTable Read(byte[] file, WeightTable declared, string? expectedSha256)
    {
        if (expectedSha256 is not null)
        {
            string actual = Sha256(file);
            if (!string.Equals(actual, expectedSha256, StringComparison.Ordinal))
            {
                throw new IrException($"the weight file has SHA-256 {actual}, the circuit was compiled with {expectedSha256}; the two do not belong together or the file is altered");
            }
        }

        return new WeightFileReader(file).Read(declared);
    }

    /// <summary>SHA-256 of a file's bytes, as lower-case hexadecimal.</summary>
    public static string Sha256(byte[] file) => Text(WeightFileWriter.Hash(stream => stream.Write(file, 0, file.Length)));

    /// <summary>SHA-256 of the file that <see cref="Write(WeightTable, Stream)"/> makes, which need not be in memory.</summary>
    /// <inheritdoc cref="Write(WeightTable, Stream)"/>
    public static string Sha256(WeightTable weights) => Text(WeightFileWriter.Hash(stream => Write(weights, stream)));

    private static string Text(byte[] hash) => string.Concat(Array.ConvertAll(hash, static value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
