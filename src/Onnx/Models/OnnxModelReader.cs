using System.Security.Cryptography;
using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Reads ONNX files; whatever the bytes are, the result is a model or a diagnostic.</summary>
public static class OnnxModelReader
{
    /// <summary>Largest model file accepted, in bytes.</summary>
    public const long MaxBytes = 512L << 20;

    /// <summary>Most bytes of weights in files beside a model: 512 million parameters, 4 GiB as the numbers they become.</summary>
    public const long MaxWeightBytes = 2L << 30;

    /// <summary>Reads a model and the weights its file names beside it.</summary>
    /// <exception cref="DiagnosticException">PSM1003: no such file. PSM1012: a Git LFS pointer. PSM2001: not an ONNX model, too large, or weights elsewhere.</exception>
    public static OnnxModel Read(string path)
    {
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > MaxBytes)
            {
                throw NotOnnx(path, $"it has {length} bytes; at most {MaxBytes} are read");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DiagnosticException(DiagnosticKinds.FileUnreadable, path, error.Message.TrimEnd('.'));
        }

        return Read(bytes, path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="folder">Where weights outside the file may lie; null refuses them.</param>
    /// <exception cref="DiagnosticException">PSM1012: a Git LFS pointer. PSM2001: not an ONNX model, too large, or weights elsewhere.</exception>
    public static OnnxModel Read(byte[] bytes, string path, string? folder = null)
    {
        if (bytes.LongLength > MaxBytes)
        {
            throw NotOnnx(path, $"it has {bytes.LongLength} bytes; at most {MaxBytes} are read");
        }

        GitLfsPointer.Refuse(bytes, path);
        ModelProto proto = Parse(bytes, path);
        if (proto.Graph is null || proto.Graph.Node.Count + proto.Graph.Output.Count == 0)
        {
            throw NotOnnx(path, "it holds no graph");
        }

        IReadOnlyList<string> files = ExternalData.BringIn(proto, path, folder, MaxWeightBytes);
        return new OnnxModel(Path.GetFileNameWithoutExtension(path), Convert.ToHexStringLower(SHA256.HashData(bytes)), proto) { ExternalFiles = files, Folder = folder };
    }

    internal static DiagnosticException NotOnnx(string path, string reason) => new(DiagnosticKinds.NotOnnx, path, reason);

    private static ModelProto Parse(byte[] bytes, string path)
    {
        try
        {
            WireCensus.Check(bytes);
            return ModelProto.Parser.ParseFrom(bytes);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or IrException)
        {
            throw NotOnnx(path, error.Message.TrimEnd('.'));
        }
    }
}
