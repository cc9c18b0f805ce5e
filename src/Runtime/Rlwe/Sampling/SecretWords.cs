using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Several arrays of secret words that the garbage collector never moves, zeroed on dispose.</summary>
internal sealed class SecretWords : IDisposable
{
    private readonly List<ulong[]> arrays = [];

    public ReadOnlySpan<ulong> this[int index] => arrays[index];

    /// <summary>One more array, to be filled by the caller.</summary>
    public ulong[] Add(int length)
    {
        ulong[] array = SecretBytes.Allocate<ulong>(length);
        arrays.Add(array);

        return array;
    }

    public void Dispose() => arrays.ForEach(static array => SecretBytes.Zero(MemoryMarshal.AsBytes(array.AsSpan())));
}
