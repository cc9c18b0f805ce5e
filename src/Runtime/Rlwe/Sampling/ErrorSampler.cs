using System.Numerics;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Errors from the centred binomial distribution of 21 coin pairs: sigma 3.24, |e| &lt;= 21. No branch or index depends on a value.</summary>
/// <remarks>The distribution of Microsoft SEAL. Standard deviation sqrt(21 / 2).</remarks>
public static class ErrorSampler
{
    public const int Coins = 21;

    private const ulong Mask = (1UL << Coins) - 1;

    public static double StandardDeviation => Math.Sqrt(Coins / 2.0);

    public static void Fill(Span<double> destination, SeededStream stream)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ulong word = stream.NextWord();
            destination[i] = BitOperations.PopCount(word & Mask) - BitOperations.PopCount((word >> Coins) & Mask);
        }
    }
}
