using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>x * scalar + y mod p. In: balanced. Out: balanced.</summary>
internal readonly struct MultiplyScalarThenAdd : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(modulus.MultiplyLazy(x, scalar) + y);
}
