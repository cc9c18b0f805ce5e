using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>The roots of three levels of a block of 64 for lanes <c>lane</c>, …: of a node, its two children, its four grandchildren.</summary>
internal interface IRoots<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    ComplexLanes<TLanes> Node(nint lane);

    ComplexLanes<TLanes> Child(nint i, nint lane);

    ComplexLanes<TLanes> Grandchild(nint i, nint lane);
}
