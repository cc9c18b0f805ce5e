using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>(x * y + z) * scalar + w mod p. In: balanced. Out: balanced; the sum in brackets is below 1.05 p, that before the reduction 1.1 p.</summary>
internal readonly struct MultiplyThenAddThenScaleThenAdd : IQuaternaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes w, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes> => modulus.Reduce(modulus.MultiplyLazy(modulus.MultiplyLazy(x, y) + z, scalar) + w);
}
