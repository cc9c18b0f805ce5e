using System.Numerics;
using CsCheck;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Tests.Kernels;

public sealed class ModulusTests
{
    private const ulong Largest = (1UL << 49) - 123 + 2;

    [Fact]
    public void BalanceAndCanonicalAreInverse() =>
        Gen.Select(Gen.ULong[3, (1UL << 49) - 1], Gen.ULong).Sample((p, x) =>
        {
            Modulus modulus = new(p | 1);
            double balanced = modulus.Balance(x);

            return Math.Abs(balanced) <= (modulus.Value - 1) / 2
                && modulus.Canonical(balanced) == x % modulus.Value;
        });

    [Fact]
    public void BalancedProductsAreExact() =>
        Gen.Select(Gen.ULong[3, (1UL << 49) - 1], Gen.ULong, Gen.ULong).Sample((p, x, y) =>
        {
            Modulus modulus = new(p | 1);
            double product = modulus.MultiplyBalanced(modulus.Balance(x), modulus.Balance(y));

            return modulus.Canonical(product) == (ulong)((BigInteger)x * y % modulus.Value)
                && Math.Abs(product) <= (modulus.Value - 1) / 2;
        });

    [Fact]
    public void SignedIntegersAreBalanced() =>
        Gen.Select(Gen.ULong[3, (1UL << 49) - 1], Gen.Long).Sample((p, x) =>
        {
            Modulus modulus = new(p | 1);

            return ((BigInteger)modulus.Balance(x) - x) % modulus.Value == 0;
        });

    [Fact]
    public void PowersAndInversesAreThoseOfTheField()
    {
        Modulus modulus = new(12289);

        for (ulong x = 1; x < 12289; x += 7)
        {
            Assert.Equal(1UL, modulus.Multiply(x, modulus.Inverse(x)));
            Assert.Equal((ulong)BigInteger.ModPow(x, 1000, 12289), modulus.Power(x, 1000));
        }

        Assert.Throws<DivideByZeroException>(() => modulus.Inverse(12289));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(4096UL)]
    [InlineData(1UL << 49)]
    [InlineData((1UL << 49) + 1)]
    public void UnsuitableValuesAreRefused(ulong value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Modulus(value));

    [Fact]
    public void ExtremesOfTheLargestModulusAreExact()
    {
        Modulus modulus = new(Largest | 1);
        double half = (modulus.Value - 1) / 2;

        foreach (double x in new[] { half, -half, half - 1, 1.0, -1.0, 0.0 })
        {
            foreach (double y in new[] { half, -half, 1 - half, 1.0, -1.0, 0.0 })
            {
                BigInteger expected = (BigInteger)x * (BigInteger)y;

                Assert.Equal(BigInteger.Zero, (expected - (BigInteger)modulus.MultiplyBalanced(x, y)) % modulus.Value);
            }
        }
    }
}
