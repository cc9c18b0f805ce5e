using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>The same roots for all lanes, from the heap.</summary>
internal readonly struct SharedRoots<TLanes>(ComplexPointer heap, nint node) : IRoots<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Node(nint lane) => ComplexLanes<TLanes>.Broadcast(heap.Moved(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Child(nint i, nint lane) => ComplexLanes<TLanes>.Broadcast(heap.Moved((2 * node) + i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Grandchild(nint i, nint lane) => ComplexLanes<TLanes>.Broadcast(heap.Moved((4 * node) + i));
}
