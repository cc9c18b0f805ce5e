using System;

namespace PowerSoftmax.Ir.Weights;

/// <summary>Memory for encoded weights that a server keeps between evaluations; what does not fit is encoded at each use.</summary>
public static class WeightCache
{
    /// <summary>What an evaluation should not exceed, all in all: the memory of a common server.</summary>
    public const long UsualMemoryBytes = 16_000_000_000;

    // Ciphertexts, plaintexts in use, the circuit's weights in the clear, and the process itself.
    private const long OtherBytes = 4_500_000_000;

    private const long LeastBytes = 1_000_000_000;

    private const long MostBytes = 4_300_000_000;

    /// <summary>The cache of a server that is not told otherwise.</summary>
    /// <param name="keptBytes">Evaluation keys and matrices of bootstraps, which are kept in any case.</param>
    public static long UsualBytes(long keptBytes) =>
        Math.Max(LeastBytes, Math.Min(MostBytes, UsualMemoryBytes - OtherBytes - keptBytes));
}
