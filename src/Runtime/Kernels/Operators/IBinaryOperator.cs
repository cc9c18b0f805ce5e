using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>A formula of two residues and one constant.</summary>
internal interface IBinaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes>;
}
