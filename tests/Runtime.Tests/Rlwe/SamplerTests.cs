using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class SamplerTests
{
    private const int Count = 1 << 16;

    [Fact]
    public void AStreamIsTheDocumentedConstruction()
    {
        using Seed seed = Seed.From(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray());
        using SeededStream stream = new(seed, 5);
        using System.Security.Cryptography.Aes aes = System.Security.Cryptography.Aes.Create();
        aes.Key = seed.Bytes.ToArray();

        for (ulong block = 0; block < 600; block++)
        {
            byte[] expected = aes.EncryptEcb([.. BitConverter.GetBytes(5UL), .. BitConverter.GetBytes(block)], System.Security.Cryptography.PaddingMode.None);

            Assert.Equal(BitConverter.ToUInt64(expected, 0), stream.NextWord());
            Assert.Equal(BitConverter.ToUInt64(expected, 8), stream.NextWord());
        }
    }

    [Theory]
    [InlineData(1099511480321UL)]
    [InlineData(562949953421231UL)]
    [InlineData(97UL)]
    public void UniformResiduesAreBalancedAndSpread(ulong prime)
    {
        double[] values = Fill((span, stream) => UniformSampler.Fill(span, prime, stream));
        double half = (prime - 1) / 2.0;

        Assert.All(values, value => Assert.True(Math.Abs(value) <= half && value == Math.Round(value)));
        Assert.InRange(values.Average() / half, -0.02, 0.02);
        Assert.InRange(values.Average(static value => value * value) / (half * half), 0.31, 0.36);
    }

    [Fact]
    public void TernaryValuesAreEquallyLikely()
    {
        double[] values = Fill(TernarySampler.Fill);

        foreach (double value in (double[])[-1, 0, 1])
        {
            Assert.InRange(values.Count(x => x == value), Count / 3 - 800, Count / 3 + 800);
        }
    }

    [Fact]
    public void ErrorsHaveTheStatedDeviation()
    {
        double[] values = Fill(ErrorSampler.Fill);

        Assert.All(values, static value => Assert.True(Math.Abs(value) <= ErrorSampler.Coins));
        Assert.InRange(Math.Sqrt(values.Average(static value => value * value)), 3.2, 3.28);
        Assert.InRange(values.Average(), -0.06, 0.06);
    }

    [Fact]
    public void StreamsOfOneSeedDiffer()
    {
        using Seed seed = Seed.Create();
        using SeededStream first = new(seed, 0);
        using SeededStream second = new(seed, 1);

        Assert.NotEqual(first.NextWord(), second.NextWord());
    }

    private static double[] Fill(FillSpan fill)
    {
        using Seed seed = Seed.From(new byte[32]);
        using SeededStream stream = new(seed, 0);
        double[] values = new double[Count];
        fill(values, stream);

        return values;
    }

    private delegate void FillSpan(Span<double> destination, SeededStream stream);
}
