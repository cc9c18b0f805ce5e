namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Residues uniform modulo a prime, by rejection. The values are public, so the number of rejections may show.</summary>
public static class UniformSampler
{
    /// <summary>Fills with balanced residues, integers in [-(prime - 1)/2, (prime - 1)/2], one accepted word each.</summary>
    public static void Fill(Span<double> destination, ulong prime, SeededStream stream)
    {
        // The largest multiple of the prime below 2^64: words above it would favour small residues.
        ulong bound = ulong.MaxValue - (ulong.MaxValue % prime);
        double modulus = prime;
        ulong half = prime / 2;

        for (int i = 0; i < destination.Length; i++)
        {
            ulong word = stream.NextWord();

            while (word >= bound)
            {
                word = stream.NextWord();
            }

            ulong residue = word % prime;
            destination[i] = residue > half ? residue - modulus : residue;
        }
    }
}
