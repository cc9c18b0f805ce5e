using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Tests.Approximate.Ranges;

public sealed class CalibratedIntervalTests
{
    [Fact]
    public void WidensBothEndsByTheMargin()
    {
        CalibratedInterval calibrated = CalibratedInterval.From(-3, 7, 0.05);

        Assert.Equal(-3.5, calibrated.Interval.Low, 12);
        Assert.Equal(7.5, calibrated.Interval.High, 12);
        Assert.Equal(0.05, calibrated.Margin);
    }

    [Fact]
    public void StaysInsideTheDomainOfTheFunction()
    {
        CalibratedInterval calibrated = CalibratedInterval.From(0.001, 100, 0.05, lowestInput: 0);

        Assert.Equal(0.0005, calibrated.Interval.Low, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(1e-9)]
    public void AConstantInputStillHasAnInterval(double value)
    {
        CalibratedInterval calibrated = CalibratedInterval.From(value, value, 0);

        Assert.True(calibrated.Interval.Low < value && value < calibrated.Interval.High);
    }

    [Fact]
    public void RefusesInputsOutsideTheDomain()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => CalibratedInterval.From(-0.5, 1, 0.1, lowestInput: 0));

        Assert.Contains("-0.5", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CalibratedInterval.From(0, 1, -0.1));
    }
}
