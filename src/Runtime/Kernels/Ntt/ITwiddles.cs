using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Twiddles of a tree of three levels, numbered as a heap: 1; 2, 3; 4, 5, 6, 7.</summary>
internal interface ITwiddles<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    TLanes this[int node] { get; }
}

/// <summary>All lanes belong to one tree: <c>tree[node]</c> spread over the lanes.</summary>
internal readonly unsafe struct SharedTwiddles<TLanes>(double* tree) : ITwiddles<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public TLanes this[int node]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Broadcast(tree[node]);
    }
}

/// <summary>Every lane has its own tree; eight trees lie side by side.</summary>
internal readonly unsafe struct LaneTwiddles<TLanes>(double* trees) : ITwiddles<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public TLanes this[int node]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Load(trees + (8 * node));
    }
}
