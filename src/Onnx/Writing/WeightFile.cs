using System.Globalization;
using System.Runtime.InteropServices;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Writing;

/// <summary>A file of float weights beside a model, as ONNX's external data: one tensor after the other, each at a multiple of 64 bytes.</summary>
/// <remarks>Nothing is kept in memory, so a model may be larger than the 2 GB of a protobuf message. Not thread-safe.</remarks>
internal sealed class WeightFile : IDisposable
{
    private const int Alignment = 64;

    private readonly FileStream file;

    /// <param name="path">The file, made anew; the model must lie in the same folder.</param>
    public WeightFile(string path) => file = File.Create(path);

    /// <summary>Writes a tensor's values and says in the tensor where they are.</summary>
    public void Append(TensorProto tensor, ReadOnlySpan<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new NotSupportedException("ONNX weights are little-endian, this machine is not");
        }

        file.Position = (file.Position + Alignment - 1) / Alignment * Alignment;
        Say(tensor, "location", Path.GetFileName(file.Name));
        Say(tensor, "offset", file.Position.ToString(CultureInfo.InvariantCulture));
        Say(tensor, "length", (values.Length * (long)sizeof(float)).ToString(CultureInfo.InvariantCulture));
        tensor.DataLocation = 1;
        file.Write(MemoryMarshal.AsBytes(values));
    }

    public void Dispose() => file.Dispose();

    private static void Say(TensorProto tensor, string key, string value) =>
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
}
