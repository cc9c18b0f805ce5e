using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The lengths of runs that kernels are made for.</summary>
internal static unsafe class RunWeights
{
    internal readonly struct Eight : IRunWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(double* runs, nint place)
            where TLanes : struct, ILanes<TLanes> => TLanes.Load(runs + place);
    }

    internal readonly struct Sixteen : IRunWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(double* runs, nint place)
            where TLanes : struct, ILanes<TLanes> => TLanes.LoadTwice(runs + (place / 2));
    }

    internal readonly struct ThirtyTwo : IRunWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(double* runs, nint place)
            where TLanes : struct, ILanes<TLanes> => TLanes.LoadFourTimes(runs + (place / 4));
    }

    /// <summary>64 and more.</summary>
    internal readonly struct WholeBlocks : IRunWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(double* runs, nint place)
            where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(*runs);
    }
}
