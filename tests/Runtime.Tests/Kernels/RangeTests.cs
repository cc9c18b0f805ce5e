using System.Numerics;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Tests.Kernels;

/// <summary>The proof of docs/engine-ranges.md, carried out by the transforms themselves on bounds.</summary>
public sealed unsafe class RangeTests
{
    private const double Limit = 1L << 53;

    // No prime of 49 bits is larger, and every bound grows with the modulus.
    private static readonly Modulus Largest = new((1UL << 49) - 1);

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public void TransformsNeverPassTheExactIntegers(int logN)
    {
        int degree = 1 << logN;
        double half = Largest.P / 2;
        double[] x = new double[degree], twiddles = new double[degree];
        Array.Fill(twiddles, half);

        fixed (double* pointer = x, table = twiddles)
        {
            NttConstants constants = new(degree / NttConstants.RowLength, Largest, table, table);

            Array.Fill(x, half);
            RangeLanes.LargestSum = 0.0;
            NttDriver.Forward<RangeLanes>(pointer, constants);
            AssertExactAndBalanced(x);
            Assert.True(RangeLanes.LargestSum < 9.0 * Largest.P);

            Array.Fill(x, half);
            RangeLanes.LargestSum = 0.0;
            NttDriver.Inverse<RangeLanes>(pointer, constants, new InverseConstant(half, half));
            AssertExactAndBalanced(x);
            Assert.True(RangeLanes.LargestSum < 14.1 * Largest.P);
        }
    }

    [Fact]
    public void SumsOfEightProductsStayInTheBinadeOfTheirOrigin()
    {
        BigInteger factor = (1L << 48) - 1, step = BigInteger.One << 48;
        BigInteger sum = (SplitSum.MaxProducts * factor * factor) + (BigInteger.One << 51);
        BigInteger roundings = (SplitSum.MaxProducts + 1) * (step / 2);
        BigInteger origin = 3 * (BigInteger.One << 99);

        Assert.Equal(origin, new BigInteger(SplitSum.Origin));
        Assert.True(sum + roundings < BigInteger.One << 99);

        // What the last reduction sees: the reduced high part, p (1/2 + 8/32) at most, and the low parts.
        BigInteger last = ((BigInteger.One << 49) * 3 / 4) + roundings;
        Assert.True(last < BigInteger.One << 51);
    }

    /// <summary>A reduction of a value below 2^51 leaves a bound below p/2 + 1/2, which an integer meets only if balanced.</summary>
    private static void AssertExactAndBalanced(double[] bounds)
    {
        Assert.True(RangeLanes.LargestSum < Limit);
        Assert.All(bounds, bound => Assert.True(bound < (Largest.P / 2) + 0.5));
    }
}
