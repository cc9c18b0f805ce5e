namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Which radices a transform uses, in one place for the kernels and for the proof of their ranges.</summary>
internal static class NttSchedule
{
    public const int MinLogN = 10;

    public const int MaxLogN = 17;

    /// <summary>Radix of the pass over the most distant rows: 8 when the column phase has an odd number of levels, else 4. All others are 4.</summary>
    public static int FirstColumnRadix(int rows) => int.Log2(rows) % 2 == 1 ? 8 : 4;
}
