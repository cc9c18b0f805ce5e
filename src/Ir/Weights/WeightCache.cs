namespace PowerSoftmax.Ir.Weights;

/// <summary>What a server and the compiler's estimate of it agree on.</summary>
public static class WeightCache
{
    /// <summary>Memory for encoded weights that a server keeps between evaluations unless told otherwise; it takes at most a quarter of the machine's.</summary>
    public const long UsualBytes = 4L << 30;
}
