using System.Numerics;
using PowerSoftmax.Benchmarks.Suite.Controls;

namespace PowerSoftmax.Benchmarks.Tests.Controls;

public sealed class BarrettProductTests
{
    // Moduli for which every residue is close to an end of the quotient's range are odd numbers, prime or not.
    public static TheoryData<ulong> Moduli =>
    [
        3, 5, 7, 65537, (1UL << 30) - 35, ControlPrimes.Below(49, 16), (1UL << 48) + 1, (1UL << 60) + 1, ControlPrimes.Below(61, 16), (1UL << 61) - 1,
    ];

    [Theory]
    [MemberData(nameof(Moduli))]
    public void EqualsBigIntegers(ulong modulus)
    {
        BarrettProduct product = new(modulus);

        foreach (string left in ControlResidues.Kinds)
        {
            foreach (string right in ControlResidues.Kinds)
            {
                // A length that is no multiple of the step of the loop.
                ulong[] x = ControlResidues.Of(left, 1027, modulus, seed: 1), y = ControlResidues.Of(right, 1027, modulus, seed: 2), z = new ulong[1027];
                product.Multiply(x, y, z);

                Assert.Equal(x.Zip(y, (a, b) => (ulong)((BigInteger)a * b % modulus)), z);
            }
        }
    }

    [Fact]
    public void TheDestinationMayBeAnOperand()
    {
        ulong prime = ControlPrimes.Below(49, 10);
        ulong[] x = ControlResidues.Of("random", 64, prime, seed: 3), square = [.. x];
        new BarrettProduct(prime).Multiply(square, square, square);

        Assert.Equal(x.Select(a => (ulong)((BigInteger)a * a % prime)), square);
    }

    [Fact]
    public void UnusableArgumentsAreNamed()
    {
        Assert.Contains("odd prime", Assert.Throws<ArgumentException>(static () => new BarrettProduct(1UL << 20)).Message);
        Assert.Contains("below 2^61", Assert.Throws<ArgumentException>(static () => new BarrettProduct((1UL << 61) + 1)).Message);
        Assert.Contains(
            "4 and 5 residues", Assert.Throws<ArgumentException>(static () => new BarrettProduct(17).Multiply(new ulong[4], new ulong[5], new ulong[4])).Message);
    }
}
