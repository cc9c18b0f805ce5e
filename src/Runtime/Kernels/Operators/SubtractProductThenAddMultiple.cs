using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>z - x * y + w * scalar mod p. In: balanced. Out: balanced; before the reduction 1.6 p.</summary>
internal readonly struct SubtractProductThenAddMultiple : IQuaternaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes w, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(z - modulus.MultiplyLazy(x, y) + modulus.MultiplyLazy(w, scalar));
}
