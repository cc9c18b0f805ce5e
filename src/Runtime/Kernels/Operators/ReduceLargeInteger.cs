using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>x mod p. In: an integer below 2^97 in magnitude. Out: balanced. The constant is not used.</summary>
/// <remarks>
/// A step x - round(x / p) p is exact, as its result spans fewer than 53 bits, and takes off about 50 bits: two leave less than p,
/// a third makes it balanced.
/// </remarks>
internal readonly struct ReduceLargeInteger : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(modulus.Reduce(modulus.Reduce(x)));
}
