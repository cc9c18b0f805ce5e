using System.Globalization;
using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Weights that a model keeps in files beside it.</summary>
/// <remarks>
/// Small ones are moved into the model. Large ones stay where they are, checked, until somebody decodes them: a model is not in memory twice,
/// and none meets the 2 GB that a protobuf message may have.
/// </remarks>
internal static class ExternalData
{
    private const int LocationExternal = 1;

    /// <summary>Weights of at least as many bytes stay in their file.</summary>
    private const long Large = 1 << 16;

    public static bool IsOutside(TensorProto tensor) => tensor.DataLocation == LocationExternal;

    /// <summary>Checks all weights beside the model and moves the small ones into it. Only plain file names in the model's own folder are opened.</summary>
    /// <returns>The files that hold weights, each once.</returns>
    /// <exception cref="DiagnosticException">PSM1012: a file is a Git LFS pointer. PSM2001: a file is elsewhere, missing, too short, or all together too long.</exception>
    public static IReadOnlyList<string> BringIn(ModelProto model, string path, string? folder, long budget)
    {
        HashSet<string> files = [];
        IEnumerable<(TensorProto Tensor, bool MayStay)> tensors = model.Graph.Initializer.Select(static tensor => (tensor, true)).Concat(
            model.Graph.Node.SelectMany(static node => node.Attribute).Where(static attribute => attribute.T is not null).Select(static attribute => (attribute.T, false)));
        foreach ((TensorProto tensor, bool mayStay) in tensors.Where(static pair => IsOutside(pair.Tensor)))
        {
            string file = PathOf(tensor, path, folder);
            (long offset, long length) = Place(tensor, path, file, budget);
            files.Add(file);
            budget -= length;
            if (length < Large || !mayStay)
            {
                byte[] data = new byte[length];
                Read(tensor, path, file, offset, data);
                tensor.RawData = UnsafeByteOperations.UnsafeWrap(data);
                tensor.ExternalData.Clear();
                tensor.DataLocation = 0;
            }
            else if (LengthOf(tensor) is null)
            {
                // From now on it is said, so that nothing is allocated for more than the file has.
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) });
            }
        }

        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a part of the bytes of a weight that stayed outside.</summary>
    /// <param name="tensor">The weight.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="bytes">Takes as many as it has room for.</param>
    /// <exception cref="DiagnosticException">PSM2001: the file changed since the model was read.</exception>
    public static void Read(TensorProto tensor, string folder, long start, Span<byte> bytes) =>
        Read(tensor, tensor.Name, Path.Combine(folder, Entry(tensor, "location")!), start + (Number(tensor, "offset", tensor.Name) ?? 0), bytes);

    /// <summary>Bytes of a weight outside; null where the model did not say and has not been read by <see cref="BringIn"/>.</summary>
    public static long? LengthOf(TensorProto tensor) => Number(tensor, "length", tensor.Name);

    private static string PathOf(TensorProto tensor, string path, string? folder)
    {
        string location = Entry(tensor, "location") ?? throw Refuse(path, tensor, "names no file");
        bool plainName = location.Length > 0 && location is not ("." or "..") && location.IndexOfAny(['/', '\\', ':', '\0']) < 0;
        return folder is not null && plainName
            ? Path.Combine(folder, location)
            : throw Refuse(path, tensor, $"lies in '{location}', and only files in the model's own folder are read; put it beside the model or save the model in one file");
    }

    private static (long Offset, long Length) Place(TensorProto tensor, string path, string name, long budget)
    {
        try
        {
            using FileStream file = File.OpenRead(name);
            GitLfsPointer.Refuse(file, name);
            long offset = Number(tensor, "offset", path) ?? 0;
            long length = Number(tensor, "length", path) ?? file.Length - offset;
            if (offset < 0 || length < 0 || length > budget || offset > file.Length - length)
            {
                throw Refuse(path, tensor, $"asks for {length} bytes at {offset} of '{Path.GetFileName(name)}', which has {file.Length} ({budget} may still be read)");
            }

            return (offset, length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, tensor, name, error);
        }
    }

    private static void Read(TensorProto tensor, string path, string name, long offset, Span<byte> bytes)
    {
        try
        {
            using FileStream file = new(name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            file.Position = offset;
            file.ReadExactly(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, tensor, name, error);
        }
    }

    private static DiagnosticException Unreadable(string path, TensorProto tensor, string name, Exception error) =>
        Refuse(path, tensor, $"lies in '{Path.GetFileName(name)}', which cannot be read: {error.Message.TrimEnd('.')}");

    private static long? Number(TensorProto tensor, string key, string path)
    {
        string? text = Entry(tensor, key);
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Refuse(path, tensor, $"has the {key} '{text}', which is not a number");
    }

    private static string? Entry(TensorProto tensor, string key) =>
        tensor.ExternalData.Where(entry => entry.Key == key).Select(static entry => entry.Value).FirstOrDefault();

    private static DiagnosticException Refuse(string path, TensorProto tensor, string reason) =>
        OnnxModelReader.NotOnnx(path, $"weight '{tensor.Name}' {reason}");
}
