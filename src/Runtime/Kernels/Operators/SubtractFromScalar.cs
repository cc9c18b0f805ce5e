using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>scalar - x mod p; negation with scalar +0. In: |x| &lt;= p, scalar balanced. Out: balanced, zero is +0.</summary>
internal readonly struct SubtractFromScalar : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(scalar - x);
}
