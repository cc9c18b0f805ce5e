using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Parameters;

public class EphemeralTableTests
{
    private const int Seed = 11;

    [Fact]
    public void AnEntryHasItsOwnBits() =>
        Assert.All(EphemeralTable.Entries, static entry => Assert.Equal(entry.Bits, Bits(entry.Weight, entry.LogN, entry.Log2Modulus)));

    [Fact]
    public void NoEntryIsRatedAboveHalfOfItsKeySpace() => Assert.All(EphemeralTable.Entries, static entry =>
    {
        double n = Math.Pow(2, entry.LogN);
        double space = entry.Weight + Enumerable.Range(0, entry.Weight).Sum(i => Math.Log2((n - i) / (i + 1)));

        Assert.InRange(entry.Bits, 0, space / 2);
    });

    [Fact]
    public void LargerModuliSmallerRingsAndSmallerWeightsAreNeverRatedHigher()
    {
        Random random = new(Seed);

        for (int i = 0; i < 5000; i++)
        {
            EphemeralSecret secret = new(random.Next(1, 80), random.Next(10, 18), 30 + (80 * random.NextDouble()));
            EphemeralSecret weaker = new(
                secret.Weight - random.Next(0, 9), secret.LogN - random.Next(0, 3), secret.Log2Modulus + (random.Next(0, 2) * 20 * random.NextDouble()));

            Assert.True((weaker.Bits ?? 0) <= (secret.Bits ?? 0), $"{weaker} is rated {weaker.Bits}, {secret} only {secret.Bits}");
        }
    }

    [Theory]
    [InlineData(7, 16, 98)]
    [InlineData(32, 16, 98.01)]
    [InlineData(64, 17, 147)]
    [InlineData(64, 13, 98)]
    public void WhatNoEntryCoversHasNoRatingAndBearsNoClaim(int weight, int logN, double log2Modulus)
    {
        EphemeralSecret secret = new(weight, logN, log2Modulus);

        Assert.Null(secret.Bits);
        Assert.False(secret.Bears(SecurityLevel.Bits128));
        Assert.True(secret.Bears(SecurityLevel.InsecureTest));
    }

    [Theory]
    [InlineData(8, 16, 56)]
    [InlineData(31, 16, 56)]
    [InlineData(32, 16, 153)]
    [InlineData(33, 17, 153)]
    [InlineData(48, 16, 204)]
    public void KnownSecretsHaveTheBitsOfTheEstimate(int weight, int logN, int bits) => Assert.Equal(bits, Bits(weight, logN, 98));

    [Theory]
    [InlineData(15, SecurityLevel.Bits128)]
    [InlineData(16, SecurityLevel.Bits128)]
    [InlineData(16, SecurityLevel.Bits192)]
    [InlineData(17, SecurityLevel.Bits192)]
    public void TheLeastWeightBearsTheClaimAndNoEntryOfASmallerOneDoes(int logN, SecurityLevel claim)
    {
        int least = EphemeralTable.LeastWeight(logN, 98, claim)!.Value;

        Assert.True(new EphemeralSecret(least, logN, 98).Bears(claim));
        Assert.False(new EphemeralSecret(least - 1, logN, 98).Bears(claim));
        Assert.Null(EphemeralTable.LeastWeight(12, 98, claim));
    }

    [Theory]
    [InlineData(SecurityLevel.Bits128)]
    [InlineData(SecurityLevel.Bits192)]
    public void TheLiteralOfAClaimBearsIt(SecurityLevel claim) =>
        Assert.True(new EphemeralSecret(BootstrappingLiteral.For(claim).EphemeralWeight, 16, 98).Bears(claim));

    private static int? Bits(int weight, int logN, double log2Modulus) => new EphemeralSecret(weight, logN, log2Modulus).Bits;
}
