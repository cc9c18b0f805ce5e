using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>Every lane its own roots: seven groups of eight.</summary>
internal readonly struct OwnRoots<TLanes>(ComplexPointer roots) : IRoots<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Side = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Node(nint lane) => ComplexLanes<TLanes>.Load(roots.Moved(lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Child(nint i, nint lane) => ComplexLanes<TLanes>.Load(roots.Moved(((1 + i) * Side) + lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> Grandchild(nint i, nint lane) => ComplexLanes<TLanes>.Load(roots.Moved(((3 + i) * Side) + lane));
}
