using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>x + scalar mod p. In: |x| &lt;= p, scalar balanced. Out: balanced.</summary>
internal readonly struct AddScalar : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(x + scalar);
}
