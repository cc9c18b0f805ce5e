using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>Two words at a time.</summary>
internal readonly unsafe struct Words128 : IWordLanes<Lanes128>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadInteger(ulong* words)
    {
        Vector128<ulong> bits = (Vector128.Load(words) & Vector128.Create(WordBits.Mask)) | Vector128.Create(WordBits.Exponent);

        return Unsafe.BitCast<Vector128<double>, Lanes128>(bits.AsDouble() - Vector128.Create(WordBits.Offset));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAtLeast(Lanes128 x, Lanes128 bound)
    {
        Vector128<double> left = Unsafe.BitCast<Lanes128, Vector128<double>>(x), right = Unsafe.BitCast<Lanes128, Vector128<double>>(bound);

        return Vector128.GreaterThanOrEqualAny(left, right);
    }
}
