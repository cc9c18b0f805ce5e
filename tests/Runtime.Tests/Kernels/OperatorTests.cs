using System.Numerics;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Tests.Ring;

namespace PowerSoftmax.Runtime.Tests.Kernels;

/// <summary>Every operator on every lane width, at every prime size, against exact integers.</summary>
public sealed class OperatorTests
{
    private const int Length = 99;

    public static TheoryData<string, int> WidthsAndBits()
    {
        TheoryData<string, int> data = [];

        foreach (LaneWidth width in KernelDispatch.Supported())
        {
            for (int bits = 30; bits <= 49; bits++)
            {
                data.Add(width.ToString(), bits);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WidthsAndBits))]
    public void OperatorsMatchBigIntegers(string width, int bits)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]);
        double s = (m.Value - 1) / 2, result0 = -s;

        foreach (string kindX in TestResidues.Kinds)
        {
            foreach (string kindY in TestResidues.Kinds)
            {
                double[] x = TestResidues.Of(kindX, Length, m, 5), y = TestResidues.Of(kindY, Length, m, 6);
                double[] r = new double[Length], z = TestResidues.Of("largest", Length, m);

                Check((a, b) => a + b, () => BinaryDriver<AddModular>.Run(lanes, x, y, r, m));
                Check((a, b) => a - b, () => BinaryDriver<SubtractModular>.Run(lanes, x, y, r, m));
                Check((a, b) => a * b, () => BinaryDriver<MultiplyModular>.Run(lanes, x, y, r, m));
                Check((a, b) => (a - b) * (BigInteger)s, () => BinaryDriver<SubtractThenMultiplyScalar>.Run(lanes, x, y, r, m, s));
                Check((a, b) => (a * (BigInteger)s) + b, () => BinaryDriver<MultiplyScalarThenAdd>.Run(lanes, x, y, r, m, s));
                Check((a, b) => a * (BigInteger)result0, () => UnaryDriver<MultiplyScalar>.Run(lanes, x, r, m, result0));
                Check((a, b) => (BigInteger)s - a, () => UnaryDriver<SubtractFromScalar>.Run(lanes, x, r, m, s));
                Check((a, b) => (BigInteger)s + a, () => UnaryDriver<AddScalar>.Run(lanes, x, r, m, s));
                Check((a, b) => (BigInteger)s - (a * b), () => TernaryDriver<SubtractProductModular>.Run(lanes, x, y, z, r, m));
                Check((a, b) => ((a * b) + (BigInteger)s) * (BigInteger)s, () => TernaryDriver<MultiplyThenAddThenScale>.Run(lanes, x, y, z, r, m, s));
                Check((a, b) => b - (a * b) + (a * (BigInteger)result0), () =>
                    QuaternaryDriver<SubtractProductThenAddMultiple>.Run(lanes, new(x, y, y, x), r, m, result0));
                Check((a, b) => (((a * b) + (BigInteger)s) * (BigInteger)s) + a, () =>
                    QuaternaryDriver<MultiplyThenAddThenScaleThenAdd>.Run(lanes, new(x, y, z, x), r, m, s));
                Check((a, b) => (a - b) * (BigInteger)s, () => BinaryDriver<SubtractReducedThenMultiplyScalar>.Run(lanes, x, y, r, m, s));
                Check((a, b) => a, () => UnaryDriver<ReduceLargeInteger>.Run(lanes, [.. x.Select(value => value * Math.ScaleB(1, 48))], r, m), Math.ScaleB(1, 48));
                Check((a, b) => (a * b) + (BigInteger)s, () => TernaryDriver<MultiplyThenAddModular>.Run(lanes, x, y, z, r, m));

                void Check(Func<BigInteger, BigInteger, BigInteger> meaning, Action kernel, double factor = 1)
                {
                    Array.Fill(r, double.NaN);
                    kernel();
                    double[] expected = [.. x.Zip(y, (a, b) => TestRing.Residue(meaning((BigInteger)a, (BigInteger)b) * (BigInteger)factor, m))];
                    Assert.Equal(expected, r);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndBits))]
    public void ReduceIsExactUpToTwoToThe53(string width, int bits)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]);
        long largestMultiple = (1L << 53) / (long)m.Value * (long)m.Value;
        List<double> x = [];

        // Around every place where the quotient changes, near zero and near the top.
        foreach (long multiple in new[] { 0, (long)m.Value, 3 * (long)m.Value, largestMultiple - (long)m.Value })
        {
            foreach (long offset in new[] { 0, 1, -1, ((long)m.Value - 1) / 2, ((long)m.Value + 1) / 2 })
            {
                x.Add(multiple + offset);
                x.Add(-(multiple + offset));
            }
        }

        double[] result = new double[x.Count];
        UnaryDriver<ReduceModular>.Run(lanes, x.ToArray(), result, m);

        Assert.Equal(x.Select(value => TestRing.Residue((BigInteger)value, m)), result);
        Assert.DoesNotContain(result, value => value == 0.0 && double.IsNegative(value));
    }

    // The rest of a division: y - [x + y] is -x modulo p, and nothing is left of it where x + y does not wrap.
    [Theory]
    [MemberData(nameof(WidthsAndBits))]
    public void TheRestOfABalancedSumIsCongruentAndSmall(string width, int bits)
    {
        Modulus m = new(TestPrimes.Of(bits, 10, 1)[0]);
        double[] x = TestResidues.Of("largest", Length, m), y = [.. Enumerable.Range(0, Length).Select(static i => (double)(i - 50))];
        double[] r = new double[Length];
        BinaryDriver<SubtractBalancedSum>.Run(Enum.Parse<LaneWidth>(width), x, y, r, m);

        Assert.Equal([.. x.Select(value => TestRing.Residue(-(BigInteger)value, m))], [.. r.Select(value => TestRing.Residue((BigInteger)value, m))]);
        Assert.All(r, value => Assert.True(Math.Abs(value) <= (1.5 * m.P)));
    }

    [Fact]
    public void LengthsThatDifferAreRefused()
    {
        Modulus m = new(12289);

        Assert.Throws<ArgumentException>(() => BinaryDriver<AddModular>.Run(LaneWidth.Scalar, new double[3], new double[4], new double[4], m));
        Assert.Throws<ArgumentException>(() => UnaryDriver<AddScalar>.Run(LaneWidth.Scalar, new double[3], new double[4], m));
        Assert.Throws<ArgumentException>(() =>
            QuaternaryDriver<SubtractProductThenAddMultiple>.Run(LaneWidth.Scalar, new(new double[4], new double[4], new double[4], new double[3]), new double[4], m));
        Assert.Throws<ArgumentException>(() => Permutation.Run(new double[8], new uint[7], new double[8]));
    }
}
