using System.Numerics;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class BasisConverterTests
{
    public static TheoryData<int[], int[]> Bases() => new()
    {
        { [0], [1, 2, 3, 4, 5, 6] },
        { [2], [0, 1, 7] },
        { [0, 1], [2, 3, 7] },
        { [0, 1, 2, 3, 4, 5], [6, 7, 8] },
        { [1, 7, 8], [0, 2, 9] },
        { [3, 4, 5, 6, 7, 8, 9, 10], [0, 1, 2, 3] },
        { [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11], [2, 12, 0] },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void ConvertsTheCenteredRepresentative(int[] from, int[] to)
    {
        RingContext ring = TestRing.Create();
        BasisConverter converter = new(ring, from, to);

        foreach (string kind in TestResidues.Kinds)
        {
            using RnsPolynomial source = TestRing.Polynomial(ring, from, kind, isNtt: false);
            using RnsPolynomial destination = new(ring, to, isNtt: true);
            BigInteger[] integers = TestRing.Integers(source);

            converter.Convert(source, destination, Workers.Sequential);

            Assert.False(destination.IsNtt);

            for (int j = 0; j < to.Length; j++)
            {
                double[] expected = Array.ConvertAll(integers, value => TestRing.Residue(value, ring.Moduli[to[j]]));

                // At the largest residues of every prime x is within one of Q/2: either representative is right there.
                BigInteger product = TestRing.Product(ring, from);
                double[] other = Array.ConvertAll(
                    integers, value => TestRing.Residue(value - (value.Sign * product), ring.Moduli[to[j]]));

                for (int i = 0; i < expected.Length; i++)
                {
                    bool atTheEdge = BigInteger.Abs(product - (2 * BigInteger.Abs(integers[i]))) * (BigInteger.One << 44) < product;
                    double actual = destination.Limb(j)[i];

                    Assert.True(actual == expected[i] || (atTheEdge && actual == other[i]), $"{kind}, limb {j}, coefficient {i}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void LazyRowsDifferByFewMultiplesOfQ(int[] from, int[] to)
    {
        RingContext ring = TestRing.Create();
        BasisConverter converter = new(ring, from, to);
        using RnsPolynomial source = TestRing.Polynomial(ring, from, "random", isNtt: false);
        using BasisRows rows = converter.RentRows();
        using Limb row = ring.Limbs.Rent();
        BigInteger product = TestRing.Product(ring, from);
        BigInteger[] integers = TestRing.Integers(source);

        converter.Prepare(source, 0, rows, Workers.Sequential);
        converter.ConvertRowLazy(0, rows, row.Span);

        for (int i = 0; i < ring.Degree; i++)
        {
            bool found = Enumerable.Range(-from.Length, (2 * from.Length) + 1)
                .Any(multiple => TestRing.Residue(integers[i] + (multiple * product), ring.Moduli[to[0]]) == row.Span[i]);

            Assert.True(found, $"coefficient {i}");
        }
    }

    [Fact]
    public void BothFormsPrepareAlike()
    {
        RingContext ring = TestRing.Create();
        int[] from = [0, 1, 3, 5];
        BasisConverter converter = new(ring, from, [2, 7]);
        using Workers workers = new(2);
        using RnsPolynomial source = TestRing.Polynomial(ring, [4, .. from], "random", isNtt: true);
        using BasisRows rows = converter.RentRows(), others = converter.RentRows();
        using Limb row = ring.Limbs.Rent(), other = ring.Limbs.Rent();

        converter.Prepare(source, 1, rows, workers);
        RingOperations.ToCoefficients(source, workers);
        converter.Prepare(source, 1, others, Workers.Sequential);
        converter.ConvertRow(1, rows, row.Span);
        converter.ConvertRow(1, others, other.Span);

        Assert.True(row.Span.SequenceEqual(other.Span));
        Assert.Throws<ArgumentException>(() => converter.Prepare(source, 0, rows, workers));
    }

    [Fact]
    public void TheNumberOfSourcePrimesIsBounded()
    {
        RingContext ring = TestRing.Create();

        Assert.Throws<ArgumentException>(() => new BasisConverter(ring, [], [0]));
        Assert.Throws<ArgumentException>(() => new BasisConverter(ring, new int[18], [0]));
    }
}
