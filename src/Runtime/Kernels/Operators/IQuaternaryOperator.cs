using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>A formula of four residues and one constant.</summary>
internal interface IQuaternaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z, TLanes w, TLanes scalar, LaneModulus<TLanes> modulus)
        where TLanes : struct, ILanes<TLanes>;
}
