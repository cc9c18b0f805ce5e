using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>Eight words at a time.</summary>
internal readonly unsafe struct Words512 : IWordLanes<Lanes512>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadInteger(ulong* words)
    {
        Vector512<ulong> bits = (Vector512.Load(words) & Vector512.Create(WordBits.Mask)) | Vector512.Create(WordBits.Exponent);

        return Unsafe.BitCast<Vector512<double>, Lanes512>(bits.AsDouble() - Vector512.Create(WordBits.Offset));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAtLeast(Lanes512 x, Lanes512 bound)
    {
        Vector512<double> left = Unsafe.BitCast<Lanes512, Vector512<double>>(x), right = Unsafe.BitCast<Lanes512, Vector512<double>>(bound);

        return Vector512.GreaterThanOrEqualAny(left, right);
    }
}
