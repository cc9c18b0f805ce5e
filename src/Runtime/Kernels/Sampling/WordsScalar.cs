using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>One word at a time: the specification.</summary>
internal readonly unsafe struct WordsScalar : IWordLanes<LanesScalar>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar LoadInteger(ulong* words) => LanesScalar.Broadcast(*words & WordBits.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAtLeast(LanesScalar x, LanesScalar bound) =>
        Unsafe.BitCast<LanesScalar, double>(x) >= Unsafe.BitCast<LanesScalar, double>(bound);
}
