namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Normally distributed numbers of deviation 1 from a stream, by Box and Müller. For noise that is shown, not for errors of keys.</summary>
/// <remarks>
/// Of the sum of such a number and a secret one only what is rounded to a grid about as wide as the deviation may be published: the last
/// bits of a double follow no normal distribution. Logarithms and cosines do not take the same time for all values.
/// </remarks>
internal static class GaussianSampler
{
    private const int MantissaBits = 53;

    public static void Fill(Span<double> destination, SeededStream stream)
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(Uniform(stream)));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * Uniform(stream));
            destination[i] = radius * cosine;
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = radius * sine;
            }
        }
    }

    /// <summary>In (0, 1]: the logarithm is finite.</summary>
    private static double Uniform(SeededStream stream) => Math.ScaleB((stream.NextWord() >> (64 - MantissaBits)) + 1, -MantissaBits);
}
