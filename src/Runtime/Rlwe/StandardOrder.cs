using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Between the engine's storage order of the NTT form and the standard bit-reversed order of formats and streams.</summary>
internal static class StandardOrder
{
    private const int Block = 64;

    /// <summary>Puts residues that are in standard order into storage order, in place.</summary>
    public static void FromStandard(Span<double> residues)
    {
        // The map stays within blocks of 64 and is its own inverse: it swaps pairs.
        for (int start = 0; start < residues.Length; start += Block)
        {
            Span<double> block = residues.Slice(start, Block);

            for (int i = 0; i < Block; i++)
            {
                int other = NttOrder.StorageIndexOf(i);

                if (i < other)
                {
                    (block[i], block[other]) = (block[other], block[i]);
                }
            }
        }
    }
}
