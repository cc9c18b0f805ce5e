using System.Numerics;
using System.Runtime.InteropServices;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public class EmbeddingTransformTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(11)]
    public void SlotsAreTheValuesAtPowersOfThree(int logN)
    {
        int slots = 1 << (logN - 1);
        double[] coefficients = Coefficients(2 * slots);
        EmbeddingTransform transform = new(logN, KernelDispatch.Best);
        double[] real = coefficients[..slots], imaginary = coefficients[slots..];
        transform.ToValues(real, imaginary);
        int power = 1;

        for (int i = 0; i < slots; i++, power = power * 3 % (4 * slots))
        {
            int at = transform.Slots.Positions[i];
            Complex actual = new(real[at], transform.Slots.ImaginarySigns[i] * imaginary[at]);

            Assert.True((Evaluate(coefficients, power) - actual).Magnitude < 1e-14 * slots);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(16)]
    [InlineData(17)]
    public void TheTwoDirectionsAreInverse(int logN)
    {
        int slots = 1 << (logN - 1);
        double[] coefficients = Coefficients(2 * slots);
        EmbeddingTransform transform = new(logN, KernelDispatch.Best);
        double[] real = coefficients[..slots], imaginary = coefficients[slots..];
        transform.ToValues(real, imaginary);
        transform.ToCoefficients(real, imaginary);

        for (int j = 0; j < slots; j++)
        {
            Assert.Equal(coefficients[j], real[j] / slots, 1e-14);
            Assert.Equal(coefficients[slots + j], imaginary[j] / slots, 1e-14);
        }
    }

    // Values of a single coefficient are powers of zeta, all of magnitude 1: what is off is the transform's own error.
    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    public void TheErrorOfAValueIsWithinOneUnitALevel(int logN)
    {
        int slots = 1 << (logN - 1);
        EmbeddingTransform transform = new(logN, KernelDispatch.Best);

        foreach (int coefficient in (int[])[0, 1, slots / 2, slots - 1])
        {
            double[] real = new double[slots], imaginary = new double[slots];
            real[coefficient] = 1;
            transform.ToValues(real, imaginary);

            for (int i = 0, power = 1; i < slots; i++, power = power * 3 % (4 * slots))
            {
                int at = transform.Slots.Positions[i];
                long exponent = (long)power * coefficient % (4 * slots);
                Complex expected = Complex.FromPolarCoordinates(1, Math.PI * exponent / (2 * slots));
                Complex actual = new(real[at], transform.Slots.ImaginarySigns[i] * imaginary[at]);

                Assert.True((expected - actual).Magnitude < logN * Math.ScaleB(1, -52));
            }
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    public void EveryLaneWidthGivesTheSameBits(int logN)
    {
        double[] coefficients = Coefficients(1 << logN);
        byte[] expected = Bits(LaneWidth.Scalar);

        Assert.All(KernelDispatch.Supported(), width => Assert.Equal(expected, Bits(width)));

        byte[] Bits(LaneWidth width)
        {
            EmbeddingTransform transform = new(logN, width);
            double[] values = [.. coefficients], back;
            transform.ToValues(values.AsSpan(0, values.Length / 2), values.AsSpan(values.Length / 2));
            back = [.. values];
            transform.ToCoefficients(back.AsSpan(0, back.Length / 2), back.AsSpan(back.Length / 2));

            return MemoryMarshal.AsBytes<double>([.. values, .. back]).ToArray();
        }
    }

    [Fact]
    public void OtherLengthsAreRefused()
    {
        EmbeddingTransform transform = new(10, KernelDispatch.Best);

        Assert.Throws<ArgumentException>(() => transform.ToValues(new double[512], new double[256]));
        Assert.Throws<ArgumentException>(() => transform.ToCoefficients(new double[1024], new double[512]));
    }

    private static double[] Coefficients(int count)
    {
        Random random = new(7);

        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static Complex Evaluate(double[] coefficients, int power)
    {
        Complex sum = 0;

        for (int j = 0; j < coefficients.Length; j++)
        {
            long exponent = (long)power * j % (2 * coefficients.Length);
            sum += Complex.FromPolarCoordinates(coefficients[j], Math.PI * exponent / coefficients.Length);
        }

        return sum;
    }
}
