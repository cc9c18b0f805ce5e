namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Coefficients uniform in {-1, 0, 1}: dense ternary secrets. No branch or index depends on a value.</summary>
public static class TernarySampler
{
    /// <remarks>The high word of 3 * word is 0, 1 or 2; each with probability 1/3 up to 2^-63.</remarks>
    public static void Fill(Span<double> destination, SeededStream stream)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (long)Math.BigMul(stream.NextWord(), 3UL, out _) - 1L;
        }
    }
}
