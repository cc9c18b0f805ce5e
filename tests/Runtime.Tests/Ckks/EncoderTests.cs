using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public class EncoderTests
{
    private static readonly CkksParameters Parameters = InsecureParameters.LogN11;
    private static readonly Encoder Encoder = new(Parameters, Workers.Sequential);

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 45)]
    [InlineData(2, 45)]
    [InlineData(6, 45)]
    [InlineData(6, 60)]
    [InlineData(6, 90)]
    public void DecodesWhatItEncoded(int level, int logScale)
    {
        Random random = new(1);
        double[] message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
        using Plaintext plaintext = Encoder.Encode(message, new Level(level), new Scale(Math.ScaleB(1, logScale)));
        double[] decoded = Encoder.Decode(plaintext);

        // sqrt(N/12) integers of the scale, with room for the largest of many slots; and the transform's own precision.
        double bound = Math.Max(Math.ScaleB(8 * Math.Sqrt(Parameters.N / 12.0), -logScale), Math.ScaleB(1, -46));

        Assert.All(Enumerable.Range(0, message.Length), i => Assert.True(Math.Abs(message[i] - decoded[i]) < bound));
    }

    // Truncation would leave errors twice as large on the average, and all on one side of zero.
    [Fact]
    public void CoefficientsAreRoundedToTheNearestInteger()
    {
        Random random = new(7);
        const double Factor = 3.7;
        double[] values = [.. Enumerable.Range(0, 4099).Select(_ => 200 * (random.NextDouble() - 0.5))];
        double[] rounded = [.. values], negated = Array.ConvertAll(values, static value => -value);

        double largest = CoefficientRounding.Round(rounded, Factor);
        CoefficientRounding.Round(negated, Factor);

        Assert.All(values.Zip(rounded), static pair => Assert.InRange(Math.Abs(pair.Second - (pair.First * Factor)), 0, 0.5));
        Assert.Equal(rounded.Max(Math.Abs), largest);
        Assert.All(rounded.Zip(negated), static pair => Assert.Equal(pair.First, -pair.Second));
        Assert.All(rounded, static value => Assert.Equal(Math.Round(value), value));
    }

    [Fact]
    public void AnEncodingsErrorIsThatOfRounding()
    {
        Random random = new(8);
        double[] message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
        const int LogScale = 30;
        using Plaintext plaintext = Encoder.Encode(message, new Level(2), new Scale(Math.ScaleB(1, LogScale)));
        double[] decoded = Encoder.Decode(plaintext);
        double[] errors = [.. message.Zip(decoded, static (x, y) => y - x)];

        // Coefficient errors of variance 1/12 add up to N/12 in a slot. All of it is real: a real message has coefficients that come in
        // pairs of opposite sign, and rounding to nearest keeps them so.
        double expected = Math.Sqrt(Parameters.N / 12.0) * Math.ScaleB(1, -LogScale);
        Assert.InRange(Math.Sqrt(errors.Average(static error => error * error)) / expected, 0.9, 1.1);
        Assert.InRange(Math.Abs(errors.Average()) / expected, 0, 0.2);
    }

    // All slots equal is one large coefficient, alternating ones another, a single slot many small ones, and tiny values none.
    [Theory]
    [InlineData("equal", 96)]
    [InlineData("alternating", 96)]
    [InlineData("single", 96)]
    [InlineData("equal", 45)]
    [InlineData("tiny", 45)]
    public void ExtremeMessagesComeBack(string kind, int logScale)
    {
        double[] message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(i => kind switch
        {
            "equal" => 1.0,
            "alternating" => i % 2 == 0 ? 1.0 : -1.0,
            "single" => i == 5 ? -1.0 : 0.0,
            _ => double.Epsilon,
        })];
        using Plaintext plaintext = Encoder.Encode(message, new Level(6), new Scale(Math.ScaleB(1, logScale)));
        double[] decoded = Encoder.Decode(plaintext);

        Assert.All(Enumerable.Range(0, message.Length), i => Assert.Equal(message[i], decoded[i], Math.ScaleB(1, -31)));
    }

    // Where one reduction stops being enough, three take over: at 2^51.
    [Theory]
    [InlineData(51, -1)]
    [InlineData(51, 0)]
    [InlineData(51, 1)]
    [InlineData(96, 0)]
    public void LargeCoefficientsHaveTheRightResidues(int logarithm, int offset)
    {
        double value = Math.ScaleB(1, logarithm) + offset;
        double[] integers = new double[Parameters.N];
        integers[3] = value;
        integers[4] = -value;
        double largest = CoefficientRounding.Round(integers, 1);
        double[] residues = new double[Parameters.N];

        for (int prime = 0; prime < Parameters.Ring.PrimeCount; prime++)
        {
            Modulus modulus = Parameters.Ring.Moduli[prime];
            CoefficientRounding.Reduce(Parameters.Ring, integers, largest, residues, modulus);

            Assert.Equal(value, largest);
            Assert.Equal(modulus.Balance((ulong)((BigInteger)value % modulus.Value)), residues[3]);
            Assert.Equal(-residues[3], residues[4]);
            Assert.Equal(0, residues[5]);
        }
    }

    [Theory]
    [InlineData(new[] { 0.4, -2.5, 2.6 }, 3)]
    [InlineData(new[] { 0.4, double.NaN, 2.6, double.PositiveInfinity }, double.NaN)]
    [InlineData(new[] { 0.4, 1.0, double.NegativeInfinity, 2, 3, 4, 5, 6, 7 }, double.PositiveInfinity)]
    [InlineData(new[] { -0.4, 1e300, 1, 2, 3, 4, 5, 6, 7 }, 1e300)]
    public void RoundingFindsTheLargestMagnitude(double[] values, double largest) =>
        Assert.Equal(largest, CoefficientRounding.Round(values, 1));

    [Fact]
    public void KeepsComplexNumbers()
    {
        Random random = new(2);
        Complex[] message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(_ => new Complex(random.NextDouble(), -random.NextDouble()))];
        using Plaintext plaintext = Encoder.Encode(message, new Level(2), new Scale(Math.ScaleB(1, 45)));
        Complex[] decoded = Encoder.DecodeComplex(plaintext);

        Assert.All(Enumerable.Range(0, message.Length), i => Assert.True((message[i] - decoded[i]).Magnitude < 1e-10));
    }

    [Fact]
    public void ShortMessagesAreFilledWithZeros()
    {
        using Plaintext plaintext = Encoder.Encode([1.5, -2.5], new Level(1), new Scale(Math.ScaleB(1, 45)));
        double[] decoded = Encoder.Decode(plaintext);

        Assert.Equal(1.5, decoded[0], 1e-10);
        Assert.Equal(-2.5, decoded[1], 1e-10);
        Assert.All(decoded[2..], static value => Assert.Equal(0, value, 1e-10));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void RefusesWhatCannotBeEncoded(double value) => Assert.Contains(
        "must be finite and below 2^97",
        Assert.Throws<CkksException>(() => Encoder.Encode([value], new Level(6), new Scale(Math.ScaleB(1, 45)))).Message);

    [Fact]
    public void RefusesAMessageThatIsTooLong() => Assert.Contains(
        $"A message of {Parameters.SlotCount + 1} values does not fit: there are {Parameters.SlotCount} slots",
        Assert.Throws<CkksException>(static () => Encoder.Encode(new double[Parameters.SlotCount + 1], new Level(6), new Scale(1))).Message);
}
