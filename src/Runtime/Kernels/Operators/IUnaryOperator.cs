using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>A formula of one residue and one constant.</summary>
internal interface IUnaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes>;
}
