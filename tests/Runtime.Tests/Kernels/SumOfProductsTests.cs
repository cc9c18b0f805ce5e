using System.Numerics;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Tests.Ring;

namespace PowerSoftmax.Runtime.Tests.Kernels;

/// <summary>The split accumulations on every lane width and number of terms, at their extremes, against exact integers.</summary>
public sealed class SumOfProductsTests
{
    private const int Length = 64;

    public static TheoryData<string, int, int> Cases()
    {
        TheoryData<string, int, int> data = [];

        foreach (LaneWidth width in KernelDispatch.Supported())
        {
            foreach (int bits in new[] { 30, 33, 41, 48, 49 })
            {
                foreach (int terms in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 25 })
                {
                    data.Add(width.ToString(), bits, terms);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SumsMatchBigIntegers(string width, int bits, int terms)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]);
        LimbPool pool = new(Length);

        foreach (string kind in TestResidues.Kinds)
        {
            Limb[] x = Limbs(pool, terms, i => TestResidues.Of(kind, Length, m, i));
            Limb[] y = Limbs(pool, terms, i => TestResidues.Of("largest", Length, m, i));
            Limb[] z = Limbs(pool, terms, i => TestResidues.Of("random", Length, m, 100 + i));
            using Limb sumY = pool.Rent(), sumZ = pool.Rent(), alone = pool.Rent();

            InnerProduct.Run(lanes, new(Residues(x), Residues(y), Residues(z)), sumY.Residues, sumZ.Residues, m);
            SumOfProducts.Run(lanes, Residues(x), Residues(z), alone.Residues, m);

            Assert.Equal(Expected(x, y, m), sumY.Span.ToArray());
            Assert.Equal(Expected(x, z, m), sumZ.Span.ToArray());
            Assert.Equal(Expected(x, z, m), alone.Span.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AddendsAreOneMoreProduct(string width, int bits, int terms)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]);
        LimbPool pool = new(Length);
        double half = (m.Value - 1) / 2;
        Limb[] x = Limbs(pool, terms, i => TestResidues.Of("largest", Length, m, i));
        Limb[] y = Limbs(pool, terms, i => TestResidues.Of("largest", Length, m, i));
        Limb[] addend = Limbs(pool, 1, _ => TestResidues.Of("largest", Length, m, 1));
        Limb[] weight = Limbs(pool, 1, _ => [.. Enumerable.Repeat(half, Length)]);
        using Limb sumY = pool.Rent(), sumZ = pool.Rent();
        InnerProductOperands operands = new(Residues(x), Residues(y), Residues(y)) { AddendZ = addend[0].Residues, AddendWeight = half };

        InnerProduct.Run(lanes, operands, sumY.Residues, sumZ.Residues, m);

        Assert.Equal(Expected(x, y, m), sumY.Span.ToArray());
        Assert.Equal(Expected([.. x, addend[0]], [.. y, weight[0]], m), sumZ.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void PairsOfRowsAreTwoRows(string width, int bits, int terms)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus[] moduli = [.. TestPrimes.Of(bits, 10, 2).Select(static prime => new Modulus(prime))];
        Modulus source = new(TestPrimes.Of(49, 10, 1)[0]);
        LimbPool pool = new(Length);

        foreach (bool corrected in new[] { false, true })
        {
            Limb[] x = Limbs(pool, terms, i => TestResidues.Of("largest", Length, source, i));
            Limb[] alone = Limbs(pool, 2, _ => new double[Length]), together = Limbs(pool, 2, _ => new double[Length]);
            using Limb correction = pool.Rent();
            correction.Span.Fill(-8.0);
            double[][] weights = [.. moduli.Select(m => Enumerable.Range(0, terms).Select(i => i % 2 == 0 ? (double)((m.Value - 1) / 2) : -i).ToArray())];
            RowTarget Target(int i, Limb[] limbs) => corrected
                ? new(limbs[i].Residues, moduli[i], correction.Residues, weights[i][0])
                : new(limbs[i].Residues, moduli[i]);

            WeightedSum.Run(lanes, Residues(x), weights[0], Target(0, alone));
            WeightedSum.Run(lanes, Residues(x), weights[1], Target(1, alone));
            WeightedSumPair.Run(lanes, Residues(x), new(weights[0], Target(0, together)), new(weights[1], Target(1, together)));

            Assert.Equal(alone[0].Span, together[0].Span);
            Assert.Equal(alone[1].Span, together[1].Span);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RowsOfConversionsMatchBigIntegers(string width, int bits, int terms)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]), source = new(TestPrimes.Of(49, 10, 1)[0]);
        LimbPool pool = new(Length);
        double half = (m.Value - 1) / 2;
        double[] weights = [.. Enumerable.Range(0, terms).Select(i => i % 3 == 2 ? i : half)];

        foreach (string kind in TestResidues.Kinds)
        {
            Limb[] x = Limbs(pool, terms, i => TestResidues.Of(kind, Length, source, i));
            using Limb correction = pool.Rent(), result = pool.Rent();
            correction.Span.Fill(8.0);

            WeightedSum.Run(lanes, Residues(x), weights, new RowTarget(result.Residues, m, correction.Residues, half));

            for (int k = 0; k < Length; k++)
            {
                BigInteger sum = 8 * (BigInteger)half;

                for (int i = 0; i < terms; i++)
                {
                    sum += (BigInteger)x[i].Span[k] * (BigInteger)weights[i];
                }

                Assert.Equal(TestRing.Residue(sum, m), result.Span[k]);
            }
        }
    }

    [Fact]
    public void CountsThatDifferAreRefused()
    {
        LimbPool pool = new(Length);
        using Limb limb = pool.Rent();
        Residues[] one = [limb.Residues], two = [limb.Residues, limb.Residues];
        Modulus m = new(12289);

        Assert.Throws<ArgumentException>(() => SumOfProducts.Run(LaneWidth.Scalar, one, two, limb.Residues, m));
        Assert.Throws<ArgumentException>(() => SumOfProducts.Run(LaneWidth.Scalar, [], [], limb.Residues, m));
        Assert.Throws<ArgumentException>(() => _ = new InnerProductOperands(one, one, two).Count);
    }

    private static double[] Expected(Limb[] x, Limb[] y, Modulus m) =>
        [.. Enumerable.Range(0, Length).Select(k => TestRing.Residue(
            x.Zip(y).Aggregate(BigInteger.Zero, (sum, pair) => sum + ((BigInteger)pair.First.Span[k] * (BigInteger)pair.Second.Span[k])), m))];

    private static Limb[] Limbs(LimbPool pool, int count, Func<int, double[]> content)
    {
        Limb[] limbs = new Limb[count];

        for (int i = 0; i < count; i++)
        {
            limbs[i] = pool.Rent();
            content(i).CopyTo(limbs[i].Span);
        }

        return limbs;
    }

    private static Residues[] Residues(Limb[] limbs) => Array.ConvertAll(limbs, limb => limb.Residues);
}
