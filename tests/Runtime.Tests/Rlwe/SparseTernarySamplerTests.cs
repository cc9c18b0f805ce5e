using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

public class SparseTernarySamplerTests
{
    [Theory]
    [InlineData(1024, 32)]
    [InlineData(64, 64)]
    [InlineData(1 << 16, 1)]
    public void ExactlySoManyAreNotZero(int length, int weight)
    {
        double[] values = Draw(length, weight, 1);

        Assert.Equal(weight, values.Count(static value => Math.Abs(value) == 1));
        Assert.Equal(length - weight, values.Count(static value => value == 0));
    }

    [Fact]
    public void PlacesAndSignsAreSpread()
    {
        double[][] draws = [.. Enumerable.Range(0, 2000).Select(stream => Draw(16, 4, (ulong)stream))];

        // 500 of 2000 at each place, half of them negative: five standard deviations are 97 and 79.
        Assert.All(Enumerable.Range(0, 16), place => Assert.InRange(draws.Count(draw => draw[place] != 0), 403, 597));
        Assert.All(Enumerable.Range(0, 16), place => Assert.InRange(draws.Count(draw => draw[place] == 1), 171, 329));
    }

    [Fact]
    public void RefusesWhatCannotBe()
    {
        using Seed seed = Seed.From(new byte[Seed.Length]);
        using SeededStream stream = new(seed, 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => SparseTernarySampler.Fill(new double[4], 5, stream));
        Assert.Throws<ArgumentException>(() => SparseTernarySampler.Fill(new double[5], 2, stream));
    }

    private static double[] Draw(int length, int weight, ulong number)
    {
        using Seed seed = Seed.From(new byte[Seed.Length]);
        using SeededStream stream = new(seed, number);
        double[] values = new double[length];
        SparseTernarySampler.Fill(values, weight, stream);

        return values;
    }
}
