using PowerSoftmax.Passes.Answers;

namespace PowerSoftmax.Passes.Tests.Answers;

/// <summary>The field in which slots are compared, against big integers.</summary>
public sealed class PrimeFieldTests
{
    private static readonly System.Numerics.BigInteger Prime = (System.Numerics.BigInteger.One << 61) - 1;

    [Fact]
    public void SumsAndProductsAreThoseOfBigIntegers()
    {
        Random random = new(3);
        ulong[] values = [0, 1, 2, (1UL << 61) - 2, 1UL << 60, .. Enumerable.Range(0, 40).Select(_ => (ulong)random.NextInt64((1L << 61) - 1))];
        foreach (ulong left in values)
        {
            foreach (ulong right in values)
            {
                Assert.Equal((ulong)((left + (System.Numerics.BigInteger)right) % Prime), PrimeField.Add(left, right));
                Assert.Equal((ulong)(left * (System.Numerics.BigInteger)right % Prime), PrimeField.Multiply(left, right));
            }
        }
    }

    [Theory]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0.75, -0.75, 0)]
    [InlineData(1e-300, -1e-300, 0)]
    [InlineData(1 << 20, 0.125, 1048576.125)]
    public void DoublesAddAsTheirImagesDo(double left, double right, double sum) =>
        Assert.Equal(PrimeField.Exact(sum), PrimeField.Add(PrimeField.Exact(left), PrimeField.Exact(right)));

    [Theory]
    [InlineData(0.5, 4, 2)]
    [InlineData(-0.375, 1.5, -0.5625)]
    [InlineData(1.0 / 1024, 1024, 1)]
    [InlineData(double.Epsilon, 0, 0)]
    public void DoublesMultiplyAsTheirImagesDo(double left, double right, double product) =>
        Assert.Equal(PrimeField.Exact(product), PrimeField.Multiply(PrimeField.Exact(left), PrimeField.Exact(right)));

    [Fact]
    public void UnknownsDifferByKeyAndSeed()
    {
        HashSet<ulong> seen = [.. from seed in Enumerable.Range(0, 30) from key in Enumerable.Range(0, 30) select PrimeField.Unknown((ulong)seed, (ulong)key)];

        Assert.Equal(900, seen.Count);
        Assert.All(seen, static value => Assert.InRange(value, 0UL, (1UL << 61) - 2));
    }
}
