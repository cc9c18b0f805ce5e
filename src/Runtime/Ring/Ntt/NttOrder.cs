namespace PowerSoftmax.Runtime.Ring;

/// <summary>The order of residues in NTT form.</summary>
/// <remarks>
/// Standard index i (bit-reversed order, as in SEAL and the literature) holds the value at psi^(2 brv(i) + 1). It is stored
/// with every block of 64 transposed as an 8 x 8 matrix; the map is its own inverse.
/// </remarks>
public static class NttOrder
{
    /// <summary>Where standard index <paramref name="standardIndex"/> is stored, and the standard index stored there.</summary>
    public static int StorageIndexOf(int standardIndex) =>
        (standardIndex & ~63) | ((standardIndex & 7) << 3) | ((standardIndex >> 3) & 7);

    /// <summary>The lowest <paramref name="bits"/> bits in reverse.</summary>
    public static uint ReverseBits(uint value, int bits)
    {
        uint result = 0;

        for (int i = 0; i < bits; i++)
        {
            result = (result << 1) | ((value >> i) & 1);
        }

        return result;
    }
}
