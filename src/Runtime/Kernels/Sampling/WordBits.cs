namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>How integers are cut out of random words, and how they become doubles without a conversion instruction.</summary>
internal static class WordBits
{
    /// <summary>Bits that a uniform residue takes from its word: one reduction is exact below 2^51.</summary>
    public const int Count = 51;

    public const ulong Mask = (1UL << Count) - 1;

    /// <summary>The bits of 2^52: with an integer below 2^52 in place of the mantissa they are 2^52 plus that integer.</summary>
    public const ulong Exponent = 0x4330_0000_0000_0000;

    /// <summary>2^52.</summary>
    public const double Offset = 1UL << 52;
}
