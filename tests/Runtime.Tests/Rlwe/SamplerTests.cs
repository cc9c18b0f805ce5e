using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class SamplerTests
{
    private const int Count = 1 << 16;

    // Just above and below a power of two, the largest size, one that refuses a fifth of all words, and small ones.
    public static TheoryData<ulong> Primes => [(1UL << 45) + 59, (1UL << 45) - 55, (1UL << 49) - 81, 450359962737067, 97, 3];

    [Fact]
    public void AStreamIsTheDocumentedConstruction()
    {
        using Seed seed = CountingSeed();
        using SeededStream stream = new(seed, 5);

        Assert.All(NaiveStreams.SecretWords(seed.Bytes, 5, 1200), word => Assert.Equal(word, stream.NextWord()));
    }

    [Fact]
    public void APublicStreamIsTheDocumentedConstruction()
    {
        using Seed seed = CountingSeed();
        using SeededStream stream = SeededStream.OfPublic(seed, 5);
        ulong[] expected = NaiveStreams.PublicWords(seed.Bytes, 5, 6000);

        // Uneven pieces, as callers with short buffers take them.
        for (int at = 0; at < expected.Length;)
        {
            ReadOnlySpan<ulong> words = stream.Next(Math.Min(expected.Length - at, at % 7 == 0 ? 5 : 1500));

            Assert.Equal(expected[at..(at + words.Length)], words.ToArray());
            at += words.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Primes))]
    public void UniformResiduesAreTheDocumentedMapForEveryLaneWidth(ulong prime)
    {
        using Seed seed = CountingSeed();
        Modulus modulus = new(prime);
        double[] expected = NaiveStreams.Residues(NaiveStreams.PublicWords(seed.Bytes, 7, 2 * 4096), 4096, prime);

        foreach (LaneWidth lanes in KernelDispatch.Supported())
        {
            double[] actual = new double[4096];
            using UniformLimb limb = new(lanes, modulus, seed, 7);
            limb.Fill(actual);

            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Primes))]
    public void UniformResiduesPassAChiSquareTest(ulong prime)
    {
        using Seed seed = CountingSeed();
        double[] values = new double[Count];
        using UniformLimb limb = new(KernelDispatch.Best, new Modulus(prime), seed, 0);
        limb.Fill(values);
        int classes = (int)Math.Min(prime, 64);
        int[] counts = new int[classes];

        foreach (double value in values)
        {
            counts[(int)((UInt128)(ulong)(value + ((prime - 1) / 2)) * (uint)classes / prime)]++;
        }

        // Classes hold the residues from one rounded-up multiple of p / classes to the next.
        AssertChiSquare(counts, i => (double)(Boundary(i + 1) - Boundary(i)) / prime);

        ulong Boundary(int i) => (ulong)((((UInt128)prime * (uint)i) + (uint)classes - 1) / (uint)classes);
    }

    // What a format says of the order of words, in terms of the order of residues.
    [Fact]
    public void WordsFillBlocksColumnByColumn()
    {
        for (int row = 0; row < 8; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                Assert.Equal(128 + (8 * column) + row, NttOrder.StorageIndexOf(128 + (8 * row) + column));
            }
        }
    }

    [Fact]
    public void UniformResiduesAreMadeEightAtATime()
    {
        using Seed seed = CountingSeed();

        using UniformLimb limb = new(LaneWidth.Scalar, new Modulus(97), seed, 0);

        Assert.Throws<ArgumentException>(() => limb.Fill(new double[100]));
    }

    // Lengths that leave a remainder for every vector.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(5001)]
    public void ErrorsAndTernaryValuesAreTheDocumentedMaps(int length)
    {
        using Seed seed = CountingSeed();
        double[] errors = Fill(ErrorSampler.Fill, length), ternary = Fill(TernarySampler.Fill, length);
        ulong[] words = NaiveStreams.SecretWords(seed.Bytes, 0, length);

        Assert.Equal(NaiveStreams.Errors(words), errors);
        Assert.Equal(NaiveStreams.Ternary(words), ternary);
        Assert.DoesNotContain(errors, static error => double.IsNegative(error) && error == 0);
    }

    [Fact]
    public void TernaryValuesAreEquallyLikely()
    {
        double[] values = Fill(TernarySampler.Fill, Count);

        AssertChiSquare([.. new double[] { -1, 0, 1 }.Select(value => values.Count(x => x == value))], static _ => 1.0 / 3);
    }

    [Fact]
    public void ErrorsHaveTheStatedDistribution()
    {
        double[] values = Fill(ErrorSampler.Fill, Count);
        double[] probabilities = CentredBinomial();

        Assert.All(values, static value => Assert.True(Math.Abs(value) <= ErrorSampler.Coins));
        Assert.InRange(Math.Sqrt(values.Average(static value => value * value)), 3.2, 3.28);
        Assert.InRange(values.Average(), -0.06, 0.06);

        // Rare values share the outermost classes.
        const int Tail = 11;
        int[] counts = [.. Enumerable.Range(-Tail, (2 * Tail) + 1).Select(e => values.Count(x => Math.Clamp(x, -Tail, Tail) == e))];
        AssertChiSquare(counts, i => Enumerable.Range(-ErrorSampler.Coins, (2 * ErrorSampler.Coins) + 1)
            .Where(e => Math.Clamp(e, -Tail, Tail) == i - Tail).Sum(e => probabilities[e + ErrorSampler.Coins]));
    }

    [Fact]
    public void StreamsOfOneSeedDiffer()
    {
        using Seed seed = Seed.Create();
        using SeededStream first = new(seed, 0), second = new(seed, 1), third = SeededStream.OfPublic(seed, 0);

        Assert.Equal(3, new HashSet<ulong> { first.NextWord(), second.NextWord(), third.NextWord() }.Count);
    }

    // Within five deviations of its mean: with fixed seeds it either always holds or never.
    private static void AssertChiSquare(int[] counts, Func<int, double> probability)
    {
        double total = counts.Sum();
        double square = Enumerable.Range(0, counts.Length).Sum(i => Math.Pow(counts[i] - (total * probability(i)), 2) / (total * probability(i)));
        int freedom = counts.Length - 1;

        Assert.InRange(square, 0, freedom + (5 * Math.Sqrt(2 * freedom)));
    }

    private static double[] CentredBinomial()
    {
        double[] result = [1];

        // Each pair of coins adds -1, 0, 0 or 1.
        for (int pair = 0; pair < ErrorSampler.Coins; pair++)
        {
            result = [.. Enumerable.Range(0, result.Length + 2).Select(i => (At(i) + (2 * At(i - 1)) + At(i - 2)) / 4)];
        }

        return result;

        double At(int i) => i >= 0 && i < result.Length ? result[i] : 0;
    }

    private static Seed CountingSeed() => Seed.From(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray());

    private static double[] Fill(FillSpan fill, int length)
    {
        using Seed seed = CountingSeed();
        using SeededStream stream = new(seed, 0);
        double[] values = new double[length];
        fill(values, stream);

        return values;
    }

    private delegate void FillSpan(Span<double> destination, SeededStream stream);
}
