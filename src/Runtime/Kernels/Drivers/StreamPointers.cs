using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Addresses of up to eight streams as separate variables: each gets its own load instruction and prefetcher.</summary>
internal readonly unsafe struct StreamPointers<TCount>
    where TCount : struct, IProductCount
{
    public readonly double* S0, S1, S2, S3, S4, S5, S6, S7;

    /// <summary>Takes the first <c>TCount.Value</c> streams; the rest stay null and are never used.</summary>
    public StreamPointers(ReadOnlySpan<Residues> streams)
    {
        S0 = streams[0].Pointer;
        S1 = TCount.Value > 1 ? streams[1].Pointer : null;
        S2 = TCount.Value > 2 ? streams[2].Pointer : null;
        S3 = TCount.Value > 3 ? streams[3].Pointer : null;
        S4 = TCount.Value > 4 ? streams[4].Pointer : null;
        S5 = TCount.Value > 5 ? streams[5].Pointer : null;
        S6 = TCount.Value > 6 ? streams[6].Pointer : null;
        S7 = TCount.Value > 7 ? streams[7].Pointer : null;
    }

    /// <summary>Asks for what every stream holds <paramref name="offset"/> doubles on. A hint: nothing happens where the processor has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(nint offset)
    {
        if (Sse.IsSupported)
        {
            Sse.PrefetchNonTemporal(S0 + offset);

            if (TCount.Value > 1) { Sse.PrefetchNonTemporal(S1 + offset); }
            if (TCount.Value > 2) { Sse.PrefetchNonTemporal(S2 + offset); }
            if (TCount.Value > 3) { Sse.PrefetchNonTemporal(S3 + offset); }
            if (TCount.Value > 4) { Sse.PrefetchNonTemporal(S4 + offset); }
            if (TCount.Value > 5) { Sse.PrefetchNonTemporal(S5 + offset); }
            if (TCount.Value > 6) { Sse.PrefetchNonTemporal(S6 + offset); }
            if (TCount.Value > 7) { Sse.PrefetchNonTemporal(S7 + offset); }
        }
    }
}
