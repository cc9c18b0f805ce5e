namespace PowerSoftmax.Runtime.Kernels;

/// <summary>Checks that every driver makes before it takes a pointer.</summary>
internal static class KernelArguments
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void RequireLength(int length, int expected)
    {
        if (length != expected)
        {
            throw new ArgumentException($"A span has {length} residues where {expected} are needed; pass spans of one length.");
        }
    }

    /// <exception cref="ArgumentException">A limb has another length, or the length is no multiple of eight.</exception>
    public static void RequireLength(ReadOnlySpan<Residues> limbs, int expected)
    {
        if (expected % 8 != 0)
        {
            throw new ArgumentException($"Sums of products work on multiples of eight residues, not on {expected}.");
        }

        foreach (Residues limb in limbs)
        {
            RequireLength(limb.Length, expected);
        }
    }

    /// <exception cref="ArgumentException">The counts differ, or there is nothing to sum.</exception>
    public static void RequireCount(int count, int expected)
    {
        if (count != expected || count == 0)
        {
            throw new ArgumentException($"A sum of products has {expected} and {count} factors; pass as many of each, at least one.");
        }
    }
}
