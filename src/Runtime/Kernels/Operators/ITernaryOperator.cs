using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>A formula of three residues and one constant.</summary>
internal interface ITernaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes>;
}
