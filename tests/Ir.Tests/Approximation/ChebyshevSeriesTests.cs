using CsCheck;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Ir.Tests.Approximation;

public sealed class ChebyshevSeriesTests
{
    private static readonly Gen<Interval> Intervals =
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-3, 1e6]).Select(static (low, width) => new Interval(low, low + width));

    private static readonly Gen<ChebyshevSeries> AnySeries =
        Gen.Select(Intervals, Gen.Double[-1e3, 1e3].Array[1, 40]).Select(static (interval, c) => new ChebyshevSeries(interval, c));

    [Fact]
    public void TextReadsBackToTheSameValue() =>
        AnySeries.Sample(static series =>
            ChebyshevSeries.Parse(series.ToString()).Equals(series)
            && ChebyshevSeries.Parse(series.ToString()).ToString() == series.ToString());

    [Fact]
    public void EqualSeriesHaveEqualHashes() =>
        AnySeries.Sample(static series =>
        {
            ChebyshevSeries copy = new(series.Interval, [.. series.Coefficients]);

            return copy.Equals(series) && copy.GetHashCode() == series.GetHashCode();
        });

    [Fact]
    public void EvaluationIsTheSumOfCosines() =>
        Gen.Select(AnySeries, Gen.Double[0, Math.PI]).Sample(static (series, theta) =>
        {
            double expected = 0;

            for (int k = 0; k <= series.Degree; k++)
            {
                expected += series.Coefficients[k] * Math.Cos(k * theta);
            }

            return Math.Abs(series.EvaluateUnit(Math.Cos(theta)) - expected) <= 1e-8;
        });

    [Fact]
    public void UnitMapSendsEndsToEnds() =>
        Intervals.Sample(static interval =>
            interval.ToUnit(interval.Low) == -1
            && interval.ToUnit(interval.High) == 1
            && interval.FromUnit(-1) == interval.Low
            && interval.FromUnit(1) == interval.High);

    [Fact]
    public void TextFormIsFixed() =>
        Assert.Equal(
            "chebyshev [-1, 4] {0.10000000000000001, 0, -2}",
            new ChebyshevSeries(new Interval(-1, 4), [0.1, -0.0, -2, 0]).ToString());

    [Theory]
    [InlineData(new double[] { 1, 2 }, Symmetry.None, 1)]
    [InlineData(new double[] { 1, 2, 3 }, Symmetry.Even, 2)]
    [InlineData(new double[] { 1, 2, 0, 3 }, Symmetry.Odd, 3)]
    [InlineData(new double[] { 1, 2, 1, 3 }, Symmetry.None, 3)]
    [InlineData(new double[] { 1, 2, 1, 0, 4, 0 }, Symmetry.Even, 4)]
    [InlineData(new double[] { 0, 0 }, Symmetry.None, 0)]
    public void SymmetryAndDegreeAreReadFromTheCoefficients(double[] coefficients, Symmetry symmetry, int degree)
    {
        ChebyshevSeries series = new(new Interval(-1, 1), coefficients);

        Assert.Equal(symmetry, series.Symmetry);
        Assert.Equal(degree, series.Degree);
    }

    [Theory]
    [InlineData("")]
    [InlineData("chebyshev")]
    [InlineData("chebyshev [0, 1]")]
    [InlineData("chebyshev [1, 0] {1}")]
    [InlineData("chebyshev [0] {1}")]
    [InlineData("chebyshev [0, 1] {}")]
    [InlineData("chebyshev [0, 1] {1, x}")]
    [InlineData("chebyshev [0, 1] {NaN}")]
    [InlineData("chebyshev [0, 1] {1e999}")]
    public void BadTextIsAFormatError(string text) => Assert.Contains(
        $"'{text}' is not a Chebyshev series: ", Assert.Throws<FormatException>(() => ChebyshevSeries.Parse(text)).Message);

    [Fact]
    public void TooManyCoefficientsAreRefusedBeforeTheyAreRead()
    {
        string text = "chebyshev [0, 1] {" + string.Join(",", Enumerable.Repeat("1", ChebyshevSeries.MaxDegree + 2)) + "}";

        FormatException error = Assert.Throws<FormatException>(() => ChebyshevSeries.Parse(text));
        Assert.Contains("1025 numbers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void IntervalsAreFiniteAndNotEmpty(double low, double high) =>
        Assert.Throws<ArgumentException>(() => new Interval(low, high));
}
