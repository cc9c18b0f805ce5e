using System.Runtime.InteropServices;

namespace PowerSoftmax.Training.Export;

/// <summary>One array of a NumPy archive, row-major.</summary>
/// <param name="Name">Name without extension.</param>
/// <param name="Type">NumPy's description of an element.</param>
/// <param name="Bytes">The elements, little endian.</param>
/// <param name="Shape">Sizes of the axes.</param>
internal sealed record NpzArray(string Name, string Type, byte[] Bytes, int[] Shape)
{
    public static NpzArray Of(string name, long[] values, params int[] shape) =>
        new(name, "<i8", MemoryMarshal.AsBytes<long>(values).ToArray(), shape);

    public static NpzArray Of(string name, float[] values, params int[] shape) =>
        new(name, "<f4", MemoryMarshal.AsBytes<float>(values).ToArray(), shape);
}
