using System.Numerics;
using PowerSoftmax.Runtime.Kernels.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Coefficients uniform in {-1, 0, 1}: dense ternary secrets. No branch or index depends on a value.</summary>
public static class TernarySampler
{
    // 2^64 / 3 and 2^65 / 3, rounded up.
    private const ulong OneThird = 0x5555_5555_5555_5556;
    private const ulong TwoThirds = 0xAAAA_AAAA_AAAA_AAAB;

    /// <remarks>One word a value: -1 in the first third of its range, 0 in the second, 1 in the last; thirds are equal up to 2^-63.</remarks>
    public static void Fill(Span<double> destination, SeededStream stream)
    {
        while (!destination.IsEmpty)
        {
            ReadOnlySpan<ulong> words = stream.Next(destination.Length);
            Convert(words, destination);
            destination = destination[words.Length..];
        }
    }

    private static void Convert(ReadOnlySpan<ulong> words, Span<double> destination)
    {
        int i = 0;

        for (; i <= words.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            // A comparison that holds is all ones, which is -1.
            Vector<ulong> x = new(words[i..]);
            Vector<ulong> thirds = Vector<ulong>.Zero
                - Vector.GreaterThanOrEqual(x, new Vector<ulong>(OneThird)) - Vector.GreaterThanOrEqual(x, new Vector<ulong>(TwoThirds));
            Vector<double> shifted = Vector.AsVectorDouble(thirds | new Vector<ulong>(WordBits.Exponent));
            (shifted - new Vector<double>(WordBits.Offset + 1)).CopyTo(destination[i..]);
        }

        for (; i < words.Length; i++)
        {
            destination[i] = (long)Math.BigMul(words[i], 3UL, out _) - 1L;
        }
    }
}
