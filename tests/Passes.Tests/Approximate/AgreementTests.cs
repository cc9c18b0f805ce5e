using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Tests.Approximate;

/// <summary>The numbers that decide whether a compilation is accepted.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void CountsClassesAndErrors()
    {
        AgreementReport report = AgreementReport.Of([([1, 3], [1.5, 3]), ([2, 0], [0, 1])]);
        Assert.Equal((2, 1, 2.0, 3.0), (report.Samples, report.Agreeing, report.LargestError, report.OutputRange));
        Assert.Equal(3.5 / 4, report.MeanError);
        Assert.Equal(2.0 / 3, report.RelativeError);
    }

    [Fact]
    public void AnAnswerThatIsNoNumberIsInfinitelyWrong() =>
        Assert.Equal(double.PositiveInfinity, AgreementReport.Of([([1, 3], [double.NaN, 3])]).LargestError);

    [Fact]
    public void StrayingIsMeasuredInWidths()
    {
        Straying straying = Straying.Of([0, 1, 2.5, -0.2], new Interval(0, 2));
        Assert.Equal((0.5, 0.25), (straying.Share, straying.Farthest));
    }

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 0.01, 1)]
    [InlineData(8, 0.25, 2)]
    [InlineData(256, 0.25, 64)]
    [InlineData(3, 0.99, 2)]
    public void SamplesAreSplitWithoutOverlap(int count, double fraction, int heldOut)
    {
        SampleSplit split = SampleSplit.Of(count, fraction);
        Assert.Equal(heldOut, split.HeldOut.Count);
        Assert.Equal(Enumerable.Range(0, count), split.Calibration.Union(split.HeldOut).Order());
        Assert.True(count == 1 || !split.Calibration.Intersect(split.HeldOut).Any());
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(4, double.NaN)]
    public void ImpossibleSplitsAreRefused(int count, double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSplit.Of(count, fraction));
}
