using System.IO.Compression;
using System.Text;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Onnx.Tests.Samples;

/// <summary>Writes .npy arrays and .npz files byte by byte, lying ones too.</summary>
internal static class NpyBytes
{
    public static IReadOnlyDictionary<string, Tensor> Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return NpzFile.Read(stream, "test.npz");
    }

    /// <summary>A compressed file of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream target = zip.CreateEntry(name).Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>An array with any header and any data.</summary>
    public static byte[] Array(string header, int version, byte[] data)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes((uint)text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. data];
    }

    /// <summary>An array of zeros.</summary>
    /// <param name="code">NumPy's code of the element type.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="count">Elements of the one axis.</param>
    public static byte[] Zeros(string code, int size, int count) =>
        Array($"{{'descr': '{code}', 'fortran_order': False, 'shape': ({count},), }}", 1, new byte[(long)size * count]);
}
