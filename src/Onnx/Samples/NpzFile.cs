using System.IO.Compression;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>Reads and writes .npz files: named arrays, as calibration samples and inputs are given.</summary>
/// <remarks>
/// An .npz file is a zip of .npy arrays (format versions 1 to 3). Element types: float16/32/64, (u)int8 ... (u)int64 and bool,
/// little-endian. Elements become doubles. What a file may take in memory follows from its size (<see cref="ArrayBudget"/>), so
/// that a few compressed bytes never need gigabytes.
/// </remarks>
public static class NpzFile
{
    /// <summary>Most arrays in one file.</summary>
    public const int MaxArrays = 4096;

    // A fixed date keeps equal arrays equal to the byte.
    private static readonly DateTimeOffset EntryDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All arrays of a file, by name.</summary>
    /// <exception cref="DiagnosticException">PSM1003: the file is missing or damaged. PSM1012: it is a Git LFS pointer. PSM1020: it needs too much memory.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            GitLfsPointer.Refuse(file, path);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, error.Message);
        }
    }

    /// <summary>All arrays of a seekable stream, by name; <paramref name="path"/> names it in messages.</summary>
    /// <exception cref="DiagnosticException">PSM1003: the stream is damaged. PSM1020: it needs too much memory.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string path)
    {
        try
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxArrays)
            {
                throw new InvalidDataException($"it holds {zip.Entries.Count} arrays; at most {MaxArrays} are read");
            }

            return ReadEntries(zip, new ArrayBudget(path, stream.Length));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw Unreadable(path, error.Message);
        }
    }

    /// <summary>Writes arrays in the given order, uncompressed; equal arrays give equal bytes.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> arrays)
    {
        using FileStream file = File.Create(path);
        Write(file, arrays);
    }

    /// <summary>Writes arrays to a stream.</summary>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> arrays)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (KeyValuePair<string, Tensor> array in arrays)
        {
            ZipArchiveEntry entry = zip.CreateEntry(array.Key + NpyFormat.Extension, CompressionLevel.NoCompression);
            entry.LastWriteTime = EntryDate;
            using Stream target = entry.Open();
            NpyWriter.Write(target, array.Value);
        }
    }

    private static Dictionary<string, Tensor> ReadEntries(ZipArchive zip, ArrayBudget budget)
    {
        Dictionary<string, Tensor> arrays = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string name = entry.FullName.EndsWith(NpyFormat.Extension, StringComparison.Ordinal)
                ? entry.FullName[..^NpyFormat.Extension.Length]
                : throw new InvalidDataException($"entry '{entry.FullName}' is no {NpyFormat.Extension} array");
            using Stream source = entry.Open();
            Tensor tensor = ReadOne(source, entry.FullName, budget);
            if (!arrays.TryAdd(name, tensor))
            {
                throw new InvalidDataException($"array '{name}' occurs twice");
            }
        }

        return arrays;
    }

    private static Tensor ReadOne(Stream source, string entry, ArrayBudget budget)
    {
        try
        {
            return NpyReader.Read(source, budget);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"array '{entry}': {error.Message}", error);
        }
    }

    private static DiagnosticException Unreadable(string path, string reason) => new(DiagnosticKinds.FileUnreadable, path, reason.TrimEnd('.'));
}
