using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Tests.Weights;

public sealed class SlotPeriodTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(32)]
    public void IsTheShortestPowerOfTwo(int period)
    {
        double[] slots = [.. Enumerable.Range(0, 64).Select(slot => (double)(slot % period))];

        Assert.Equal(period, SlotPeriod.Of(slots));
    }

    [Fact]
    public void ConstantsCountAsPairs() => Assert.Equal(2, SlotPeriod.Of(new double[64]));

    [Fact]
    public void OneDifferentSlotIsEnough()
    {
        double[] slots = new double[64];
        slots[17] = 1;

        Assert.Equal(64, SlotPeriod.Of(slots));
    }

    [Fact]
    public void FewRepeatsAreKeptWhole()
    {
        Assert.True(SlotPeriod.IsKeptOnce(64, 8));
        Assert.False(SlotPeriod.IsKeptOnce(64, 16));
        Assert.Equal(16, SlotPeriod.Residues(64, 8));
        Assert.Equal(128, SlotPeriod.Residues(64, 16));
    }
}
