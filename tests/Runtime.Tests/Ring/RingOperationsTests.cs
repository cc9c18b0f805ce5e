using System.Numerics;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class RingOperationsTests
{
    private static readonly int[] Primes = [0, 1, 2, 3, 5, 7];

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> data = [];

        foreach (string x in TestResidues.Kinds)
        {
            data.Add(x, "largest");
            data.Add(x, "smallest");
            data.Add(x, "random");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void PointwiseOperationsMatchBigIntegers(string kindX, string kindY)
    {
        RingContext ring = TestRing.Create();
        using RnsPolynomial x = TestRing.Polynomial(ring, Primes, kindX, isNtt: true, seed: 3);
        using RnsPolynomial y = TestRing.Polynomial(ring, Primes, kindY, isNtt: true, seed: 30);
        using RnsPolynomial result = new(ring, Primes, isNtt: true);
        BigInteger scalar = BigInteger.Pow(-7, 77);
        double[] scalars = x.BalancedScalars(scalar);

        Check((a, b) => a + b, () => RingOperations.Add(x, y, result, Workers.Sequential));
        Check((a, b) => a - b, () => RingOperations.Subtract(x, y, result, Workers.Sequential));
        Check((a, b) => -a, () => RingOperations.Negate(x, result, Workers.Sequential));
        Check((a, b) => a * b, () => RingOperations.Multiply(x, y, result, Workers.Sequential));
        Check((a, b) => (a * b) + (a * b), () => RingOperations.MultiplyThenAdd(x, y, result, Workers.Sequential));
        Check((a, b) => a * scalar, () => RingOperations.MultiplyScalar(x, scalars, result, Workers.Sequential));
        Check((a, b) => 2 * a * scalar, () => RingOperations.MultiplyScalarThenAdd(x, scalars, result, Workers.Sequential));
        Check((a, b) => a + scalar, () => RingOperations.AddScalar(x, scalars, result, Workers.Sequential));
        Check((a, b) => (11 * a * b) + (6 * b * b), () => RingOperations.SumOfProducts(
            [x, x, x, x, x, x, x, x, x, x, x, y, y, y, y, y, y],
            [y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y],
            result,
            Workers.Sequential));

        // Multiply, whose result MultiplyThenAdd doubles, runs first; likewise MultiplyScalar.
        void Check(Func<BigInteger, BigInteger, BigInteger> meaning, Action operation)
        {
            operation();

            for (int i = 0; i < Primes.Length; i++)
            {
                for (int k = 0; k < ring.Degree; k++)
                {
                    BigInteger expected = meaning((BigInteger)x.Limb(i)[k], (BigInteger)y.Limb(i)[k]);
                    double actual = result.Limb(i)[k];

                    Assert.Equal(TestRing.Residue(expected, x.Modulus(i)), actual);
                    Assert.False(actual == 0.0 && double.IsNegative(actual));
                }
            }
        }
    }

    [Theory]
    [InlineData(3u)]
    [InlineData(9u)]
    [InlineData(2047u)]
    [InlineData(1025u)]
    [InlineData(683u)]
    public void AutomorphismsAgreeInBothForms(uint galoisElement)
    {
        RingContext ring = TestRing.Create();
        using RnsPolynomial x = TestRing.Polynomial(ring, Primes, "random", isNtt: false);
        using RnsPolynomial image = new(ring, Primes, isNtt: false), imageOfNtt = new(ring, Primes, isNtt: false);

        RingOperations.Automorphism(x, galoisElement, image, Workers.Sequential);

        for (int k = 0; k < ring.Degree; k++)
        {
            int exponent = (int)(k * galoisElement % (2 * ring.Degree));
            double expected = exponent < ring.Degree ? x.Limb(0)[k] : -x.Limb(0)[k];
            Assert.Equal(expected, image.Limb(0)[exponent % ring.Degree]);
        }

        RingOperations.ToNtt(x, Workers.Sequential);
        RingOperations.Automorphism(x, galoisElement, imageOfNtt, Workers.Sequential);
        Assert.True(imageOfNtt.IsNtt);
        RingOperations.ToCoefficients(imageOfNtt, Workers.Sequential);

        for (int i = 0; i < Primes.Length; i++)
        {
            Assert.True(image.Limb(i).SequenceEqual(imageOfNtt.Limb(i)));
        }
    }

    [Theory]
    [MemberData(nameof(RescaleCases))]
    public void DividingByTheLastPrimeRounds(string kind, int[] primes)
    {
        RingContext ring = TestRing.Create();
        using Workers workers = new(2);
        using RnsPolynomial x = TestRing.Polynomial(ring, primes, kind, isNtt: false);
        BigInteger[] integers = TestRing.Integers(x);
        BigInteger divisor = ring.Moduli[primes[^1]].Value;
        RingOperations.ToNtt(x, workers);
        using RnsPolynomial apart = new(ring, primes.AsSpan()[..^1], isNtt: false);

        RingOperations.DivideAndRoundByLast(x, apart, Workers.Sequential);
        RingOperations.DivideAndRoundByLast(x, x, workers);
        RingOperations.ToCoefficients(x, workers);
        RingOperations.ToCoefficients(apart, workers);

        for (int i = 0; i < primes.Length - 1; i++)
        {
            double[] expected = Array.ConvertAll(integers, value => TestRing.Residue(Round(value, divisor), ring.Moduli[primes[i]]));

            Assert.True(x.Limb(i).SequenceEqual(expected), $"limb {i} in place");
            Assert.True(apart.Limb(i).SequenceEqual(expected), $"limb {i} apart");
        }
    }

    public static TheoryData<string, int[]> RescaleCases()
    {
        TheoryData<string, int[]> data = [];

        foreach (string kind in TestResidues.Kinds)
        {
            data.Add(kind, [0, 1, 2, 3]);
            data.Add(kind, [2, 6, 1]);
            data.Add(kind, [7, 2]);
        }

        return data;
    }

    [Fact]
    public void SetCoefficientsReducesLargeIntegers()
    {
        RingContext ring = TestRing.Create();
        using RnsPolynomial x = new(ring, Primes, isNtt: true);
        double[] coefficients = new double[ring.Degree];
        Random random = new(5);

        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = random.NextInt64(-(1L << 53), 1L << 53);
        }

        coefficients[0] = 1L << 53;
        coefficients[1] = -(1L << 53);
        RingOperations.SetCoefficients(coefficients, x, Workers.Sequential);

        for (int i = 0; i < Primes.Length; i++)
        {
            Assert.True(x.Limb(i).SequenceEqual(Array.ConvertAll(coefficients, c => TestRing.Residue((BigInteger)c, x.Modulus(i)))));
        }
    }

    [Fact]
    public void MismatchesAreRefused()
    {
        RingContext ring = TestRing.Create();
        using RnsPolynomial x = new(ring, [0, 1, 2], isNtt: true), y = new(ring, [0, 1], isNtt: true), z = new(ring, [0, 2], isNtt: true);
        using RnsPolynomial coefficients = new(ring, [0, 1, 2], isNtt: false);

        RingOperations.Add(x, x, y, Workers.Sequential);
        Assert.Throws<ArgumentException>(() => RingOperations.Add(x, x, z, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => RingOperations.Add(y, x, x, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => RingOperations.Add(x, coefficients, y, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => RingOperations.Multiply(coefficients, coefficients, coefficients, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => RingOperations.Automorphism(x, 3, x, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => ring.AutomorphismTable(4));
        Assert.Throws<ArgumentException>(() => RingOperations.DivideAndRoundByLast(coefficients, y, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => RingOperations.DivideAndRoundByLast(x, z, Workers.Sequential));
        Assert.Throws<ArgumentException>(() => new RingContext(10, [12289, 12289]));
        Assert.Throws<ArgumentException>(() => new RingContext(12, [12289]));
    }

    private static BigInteger Round(BigInteger value, BigInteger divisor) =>
        BigInteger.Divide(value - TestRing.Center(value, divisor), divisor);
}
