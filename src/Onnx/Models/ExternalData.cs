using System.Globalization;
using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Weights that a model keeps in files beside it.</summary>
internal static class ExternalData
{
    private const int LocationExternal = 1;

    /// <summary>Moves the weights into the model. Only plain file names in the model's own folder are opened.</summary>
    /// <returns>The files that were read, each once.</returns>
    /// <exception cref="DiagnosticException">PSM1012: a file is a Git LFS pointer. PSM2001: a file is elsewhere, missing, too short, or all together too long.</exception>
    public static IReadOnlyList<string> BringIn(ModelProto model, string path, string? folder, long budget)
    {
        HashSet<string> files = [];
        IEnumerable<TensorProto> tensors = model.Graph.Initializer.Concat(
            model.Graph.Node.SelectMany(static node => node.Attribute).Where(static attribute => attribute.T is not null).Select(static attribute => attribute.T));
        foreach (TensorProto tensor in tensors.Where(static tensor => tensor.DataLocation == LocationExternal))
        {
            byte[] data = Load(tensor, path, folder, budget);
            files.Add(Path.Combine(folder!, Entry(tensor, "location")!));
            budget -= data.Length;
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(data);
            tensor.ExternalData.Clear();
            tensor.DataLocation = 0;
        }

        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static byte[] Load(TensorProto tensor, string path, string? folder, long budget)
    {
        string location = Entry(tensor, "location") ?? throw Refuse(path, tensor, "names no file");
        bool plainName = location.Length > 0 && location is not ("." or "..") && location.IndexOfAny(['/', '\\', ':', '\0']) < 0;
        if (folder is null || !plainName)
        {
            throw Refuse(path, tensor, $"lies in '{location}', and only files in the model's own folder are read; put it beside the model or save the model in one file");
        }

        try
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, location));
            GitLfsPointer.Refuse(file, Path.Combine(folder, location));
            long offset = Number(tensor, "offset", path) ?? 0;
            long length = Number(tensor, "length", path) ?? file.Length - offset;
            if (offset < 0 || length < 0 || length > budget || offset > file.Length - length)
            {
                throw Refuse(path, tensor, $"asks for {length} bytes at {offset} of '{location}', which has {file.Length} ({budget} may still be read)");
            }

            byte[] data = new byte[length];
            file.Position = offset;
            file.ReadExactly(data);
            return data;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refuse(path, tensor, $"lies in '{location}', which cannot be read: {error.Message.TrimEnd('.')}");
        }
    }

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
