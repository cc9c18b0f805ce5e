using System.Numerics;
using PowerSoftmax.Runtime.Ckks.Encoding;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public class EmbeddingTransformTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    public void SlotsAreTheValuesAtPowersOfThree(int logN)
    {
        int slots = 1 << (logN - 1);
        double[] coefficients = Coefficients(2 * slots);
        EmbeddingTransform transform = new(logN);
        double[] real = coefficients[..slots], imaginary = coefficients[slots..];
        transform.ToValues(real, imaginary);
        int power = 1;

        for (int i = 0; i < slots; i++, power = power * 3 % (4 * slots))
        {
            int at = transform.Slots.Positions[i];
            Complex actual = new(real[at], transform.Slots.ImaginarySigns[i] * imaginary[at]);

            Assert.True((Evaluate(coefficients, power) - actual).Magnitude < 1e-11 * slots);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(16)]
    public void TheTwoDirectionsAreInverse(int logN)
    {
        int slots = 1 << (logN - 1);
        double[] coefficients = Coefficients(2 * slots);
        EmbeddingTransform transform = new(logN);
        double[] real = coefficients[..slots], imaginary = coefficients[slots..];
        transform.ToValues(real, imaginary);
        transform.ToCoefficients(real, imaginary);

        for (int j = 0; j < slots; j++)
        {
            Assert.Equal(coefficients[j], real[j] / slots, 1e-13);
            Assert.Equal(coefficients[slots + j], imaginary[j] / slots, 1e-13);
        }
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
