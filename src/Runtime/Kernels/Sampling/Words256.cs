using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>Four words at a time.</summary>
internal readonly unsafe struct Words256 : IWordLanes<Lanes256>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadInteger(ulong* words)
    {
        Vector256<ulong> bits = (Vector256.Load(words) & Vector256.Create(WordBits.Mask)) | Vector256.Create(WordBits.Exponent);

        return Unsafe.BitCast<Vector256<double>, Lanes256>(bits.AsDouble() - Vector256.Create(WordBits.Offset));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAtLeast(Lanes256 x, Lanes256 bound)
    {
        Vector256<double> left = Unsafe.BitCast<Lanes256, Vector256<double>>(x), right = Unsafe.BitCast<Lanes256, Vector256<double>>(bound);

        return Vector256.GreaterThanOrEqualAny(left, right);
    }
}
