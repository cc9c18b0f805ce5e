using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>(x * y + z) * scalar mod p. In: balanced. Out: balanced; the sum in brackets is below 1.05 p.</summary>
internal readonly struct MultiplyThenAddThenScale : ITernaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Multiply(modulus.MultiplyLazy(x, y) + z, scalar);
}
