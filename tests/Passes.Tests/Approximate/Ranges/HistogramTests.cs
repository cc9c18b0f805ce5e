using CsCheck;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Tests.Approximate.Ranges;

public sealed class HistogramTests
{
    private static readonly Gen<double[]> Inputs = Gen.OneOf(
        Gen.Double[-100, 100].Array[1, 200],
        Gen.Double[0, 1e-12].Array[1, 50],
        Gen.Select(Gen.Double[-1, 1], Gen.Int[-300, 300]).Select(static (m, e) => m * Math.Pow(10, e)).Array[1, 50],
        Gen.Const(0.0).Array[1, 5]);

    [Fact]
    public void DependsNeitherOnOrderNorOnSplitting() =>
        Gen.Select(Inputs, Inputs).Sample(static (first, second) =>
        {
            HistogramBuilder split = Filled(second);
            split.Add(Filled(first));
            double[] reversed = [.. first.Concat(second).Reverse()];

            return split.Build().Equals(Filled(reversed).Build());
        });

    [Fact]
    public void CountsEveryInputAndKeepsTheExtremes() =>
        Inputs.Sample(static inputs =>
        {
            Histogram histogram = Filled(inputs).Build();

            return histogram.Total == inputs.Length
                && histogram.Min == inputs.Min()
                && histogram.Max == inputs.Max()
                && histogram.Counts.Count <= HistogramBuilder.MaxBins
                && histogram.Quantile(0) == inputs.Min()
                && histogram.Quantile(1) == inputs.Max();
        });

    [Fact]
    public void QuantilesAndMeansOfAUniformSampleAreThoseOfTheUniformDistribution()
    {
        Histogram histogram = Filled([.. Enumerable.Range(0, 10_000).Select(static i => i / 1000.0)]).Build();

        Assert.Equal(2.5, histogram.Quantile(0.25), 0.05);
        Assert.Equal(9.9, histogram.Quantile(0.99), 0.05);
        Assert.Equal(100.0 / 3, histogram.Mean(static x => x * x), 0.1);
        Assert.Equal(0.1, histogram.PartOutside(new(0, 9)), 0.01);
    }

    [Fact]
    public void WeightIsLargestWhereInputsAreAndNeverBelowTheFloor()
    {
        Histogram histogram = Filled([0, 0, 0, 0, 0, 10]).Build();
        Func<double, double> weight = histogram.Weight(0.01);

        Assert.True(weight(histogram.BinWidth / 2) > 0.99);
        Assert.Equal(0.01, weight(5), 12);
        Assert.Equal(0.01, weight(1e9), 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void RefusesInputsThatAreNotFinite(double input) =>
        Assert.Throws<ArgumentException>(() => new HistogramBuilder().Add(input));

    [Fact]
    public void AnEmptyHistogramIsAnError() =>
        Assert.Throws<InvalidOperationException>(() => new HistogramBuilder().Build());

    private static HistogramBuilder Filled(double[] inputs)
    {
        HistogramBuilder builder = new();
        builder.Add(inputs);

        return builder;
    }
}
