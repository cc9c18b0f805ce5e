using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels;

/// <summary>An exact running sum of up to eight products, with one reduction at its end.</summary>
/// <remarks>
/// The high part runs from 1.5 * 2^100, where doubles lie 2^48 apart: adding a product rounds it to a multiple of 2^48,
/// and what was rounded off, at most 2^47, is recovered exactly by a second fused operation and summed apart. Valid for
/// eight products of balanced residues and one more below 2^51; see docs/engine-ranges.md. Cost: four operations a
/// product, eight at the end.
/// </remarks>
internal readonly struct SplitSum<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes high;
    private readonly TLanes low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SplitSum(TLanes high, TLanes low)
    {
        this.high = high;
        this.low = low;
    }

    /// <summary>Starts with the first product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SplitSum<TLanes> Start(TLanes a, TLanes b)
    {
        TLanes origin = TLanes.Broadcast(SplitSum.Origin);
        TLanes after = TLanes.MultiplyAdd(a, b, origin);

        return new(after, TLanes.MultiplySubtract(a, b, after - origin));
    }

    /// <summary>Starts with a balanced residue in place of a product: up to eight products may follow, and none below 2^51.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SplitSum<TLanes> Resume(TLanes balanced) => new(TLanes.Broadcast(SplitSum.Origin), balanced);

    /// <summary>The sum with a * b added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SplitSum<TLanes> Add(TLanes a, TLanes b)
    {
        TLanes after = TLanes.MultiplyAdd(a, b, high);

        return new(after, low + TLanes.MultiplySubtract(a, b, after - high));
    }

    /// <summary>The whole sum mod p, exactly balanced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Finish(LaneModulus<TLanes> modulus) =>
        modulus.Reduce(modulus.Reduce(high - TLanes.Broadcast(SplitSum.Origin)) + low);
}

/// <summary>Constants of <see cref="SplitSum{TLanes}"/>.</summary>
internal static class SplitSum
{
    /// <summary>Products of balanced residues in one sum.</summary>
    public const int MaxProducts = 8;

    /// <summary>Where the high part starts: 1.5 * 2^100.</summary>
    public const double Origin = 1.5 * 4 * (1UL << 49) * (1UL << 49);
}
