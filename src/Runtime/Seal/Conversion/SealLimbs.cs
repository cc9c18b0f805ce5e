using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>Limbs in NTT form between SEAL's representation (canonical, bit-reversed order) and the engine's (balanced, storage order).</summary>
/// <remarks>Both use the least primitive root of unity, so the residues are the same. No branch on a value.</remarks>
internal static class SealLimbs
{
    /// <param name="source">Canonical residues, as the readers guarantee.</param>
    public static void ToEngine(ReadOnlySpan<ulong> source, Span<double> destination, Modulus modulus)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[NttOrder.StorageIndexOf(i)] = modulus.Balance(source[i]);
        }
    }

    public static ulong[] ToSeal(ReadOnlySpan<double> source, Modulus modulus)
    {
        ulong[] result = new ulong[source.Length];
        ToSeal(source, result, modulus);

        return result;
    }

    /// <summary>The same into memory of the caller's choice.</summary>
    public static void ToSeal(ReadOnlySpan<double> source, Span<ulong> destination, Modulus modulus)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = modulus.Canonical(source[NttOrder.StorageIndexOf(i)]);
        }
    }
}
