using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Tests.Measuring;

public sealed class TimingTests
{
    [Fact]
    public void OddAndEvenNumbersOfSamplesHaveAMedian()
    {
        Assert.Equal(new Timing(3, 1), Timing.Of([9, 1, 3]));
        Assert.Equal(new Timing(2.5, 1), Timing.Of([4, 2, 1, 3]));
    }

    [Fact]
    public void ABatchIsDividedAmongItsOperations() => Assert.Equal(new Timing(2, 1), new Timing(16, 8) / 8);

    [Fact]
    public void ControlTimeIsWhatTheControlsTakeForTheSameWork()
    {
        ReferenceTimes times = new(ControlForward: 100, ControlInverse: 90, ControlProduct: 10, EngineForward: 20);

        Assert.Equal(2 * 100 + 3 * 90 + 5 * 10, (new Work(1, 3, 2) + new Work(1, 0, 3)).ControlTime(times));
        Assert.Equal(0, Work.None.ControlTime(times));
    }
}
