using System.Numerics;
using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Errors from the centred binomial distribution of 21 coin pairs: sigma 3.24, |e| &lt;= 21. No branch or index depends on a value.</summary>
/// <remarks>
/// The distribution of Microsoft SEAL. Standard deviation sqrt(21 / 2). A value is the number of ones among the low 21 bits of its word,
/// less that among the next 21; counted as the ones of both with the second half inverted, less 21.
/// </remarks>
public static class ErrorSampler
{
    public const int Coins = 21;

    private const ulong Both = (1UL << (2 * Coins)) - 1;
    private const ulong Second = Both ^ ((1UL << Coins) - 1);

    public static double StandardDeviation => Math.Sqrt(Coins / 2.0);

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
            Vector<ulong> ones = CountOnes((new Vector<ulong>(words[i..]) ^ new Vector<ulong>(Second)) & new Vector<ulong>(Both));
            Vector<double> shifted = Vector.AsVectorDouble(ones | new Vector<ulong>(WordBits.Exponent));
            (shifted - new Vector<double>(WordBits.Offset + Coins)).CopyTo(destination[i..]);
        }

        for (; i < words.Length; i++)
        {
            destination[i] = BitOperations.PopCount((words[i] ^ Second) & Both) - Coins;
        }
    }

    // Sums of 1, 2, 4, then more bits side by side: vectors count ones by no single instruction that all processors have.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ulong> CountOnes(Vector<ulong> x)
    {
        Vector<ulong> pairs = new(0x3333_3333_3333_3333);
        x -= (x >> 1) & new Vector<ulong>(0x5555_5555_5555_5555);
        x = (x & pairs) + ((x >> 2) & pairs);
        x = (x + (x >> 4)) & new Vector<ulong>(0x0F0F_0F0F_0F0F_0F0F);
        x += x >> 8;
        x += x >> 16;
        x += x >> 32;

        return x & new Vector<ulong>(0x7F);
    }
}
