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
    }

    [Fact]
    public void DiagonalsOfAMatrixShareTheLongestPeriod()
    {
        KeptDiagonals kept = KeptDiagonals.Of(64, [2, 8, 64, 16, 4]);

        Assert.Equal(new KeptDiagonals(64, 8, 3, 2), kept);
        Assert.Equal(5, kept.Count);
        Assert.Equal((3 * 8) + (2 * 64), kept.Slots);
        Assert.Equal(new KeptDiagonals(64, 64, 0, 1), KeptDiagonals.Of(64, [64]));
    }
}
