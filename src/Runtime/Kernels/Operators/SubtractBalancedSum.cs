using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>y - [x + y], the sum balanced modulo p: an integer that is -x modulo p. In: |x|, |y| &lt;= p. Out: at most 1.5 p.</summary>
internal readonly struct SubtractBalancedSum : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => y - modulus.Reduce(x + y);
}
