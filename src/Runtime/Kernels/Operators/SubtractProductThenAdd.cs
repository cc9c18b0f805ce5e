using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>z - x * y + w mod p. In: balanced. Out: balanced; before the reduction 1.55 p. The constant is not used.</summary>
internal readonly struct SubtractProductThenAdd : IQuaternaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes w, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(z - modulus.MultiplyLazy(x, y) + w);
}
