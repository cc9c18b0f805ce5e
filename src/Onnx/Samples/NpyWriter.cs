using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>Writes one .npy array, format version 1.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64;

    /// <exception cref="ArgumentException">NumPy has no such element type.</exception>
    public static void Write(Stream target, Tensor tensor)
    {
        string code = NpyFormat.Code(tensor.Type.Element)
            ?? throw new ArgumentException($"elements of type {tensor.Type.Element} cannot be written to a {NpyFormat.Extension} array", nameof(tensor));
        string sizes = string.Concat(tensor.Shape.Dimensions.Select(static size => size.ToString(CultureInfo.InvariantCulture) + ", "));
        string shape = tensor.Shape.Rank == 1 ? sizes.TrimEnd() : sizes.TrimEnd(' ', ',');
        string header = $"{{'descr': '{code}', 'fortran_order': False, 'shape': ({shape}), }}";
        int prefix = NpyFormat.Magic.Length + 4;
        int padded = (prefix + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] start = new byte[prefix];
        NpyFormat.Magic.CopyTo(start);
        start[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), checked((ushort)(padded - prefix)));
        target.Write(start);
        target.Write(Encoding.ASCII.GetBytes(header.PadRight(padded - prefix - 1) + "\n"));
        target.Write(ElementBytes.Write(tensor.Values, tensor.Type.Element));
    }
}
