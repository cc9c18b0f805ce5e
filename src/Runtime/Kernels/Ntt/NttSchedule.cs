namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Which radices a transform uses, in one place for the kernels and for the proof of their ranges.</summary>
internal static class NttSchedule
{
    public const int MinLogN = 10;

    public const int MaxLogN = 17;

    /// <summary>8 when the column phase has an odd number of levels and so starts with a radix-8 pass, else 1.</summary>
    public static int LeadingBlocks(int rows) => int.Log2(rows) % 2 == 1 ? 8 : 1;

    /// <summary>Radices of the column phase, most distant rows first. The row phase is 4, 8, 8 always.</summary>
    public static IEnumerable<int> ColumnRadices(int rows)
    {
        int blocks = LeadingBlocks(rows);

        if (blocks == 8)
        {
            yield return 8;
        }

        for (; blocks < rows; blocks *= 4)
        {
            yield return 4;
        }
    }
}
