using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>(x - y) * scalar mod p. In: |x|, |y| below 2^50, the scalar balanced. Out: balanced. A digit of a mixed radix: y is one of another prime.</summary>
internal readonly struct SubtractReducedThenMultiplyScalar : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Multiply(modulus.Reduce(x - y), scalar);
}
