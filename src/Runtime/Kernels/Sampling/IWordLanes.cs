using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>What lanes do with random words; apart from <see cref="ILanes{TSelf}"/>, which only knows arithmetic.</summary>
internal unsafe interface IWordLanes<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The low <see cref="WordBits.Count"/> bits of as many words as there are lanes, as integers.</summary>
    static abstract TLanes LoadInteger(ulong* words);

    /// <summary>Whether a lane of x is at least the same lane of the bound.</summary>
    static abstract bool AnyAtLeast(TLanes x, TLanes bound);
}
