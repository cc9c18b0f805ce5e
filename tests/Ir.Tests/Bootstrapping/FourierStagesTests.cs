using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Tests.Bootstrapping;

public class FourierStagesTests
{
    [Theory]
    [InlineData(15, 4)]
    [InlineData(15, 3)]
    [InlineData(12, 4)]
    [InlineData(2, 4)]
    [InlineData(1, 1)]
    public void EveryLayerIsInOneStage(int logSlots, int levels)
    {
        IReadOnlyList<FourierStage> there = FourierStages.CoefficientsToSlots(logSlots, levels);
        IReadOnlyList<FourierStage> back = FourierStages.SlotsToCoefficients(logSlots, levels);

        Assert.Equal(Enumerable.Range(0, logSlots), back.SelectMany(static stage => Enumerable.Range(stage.FirstLayer, stage.Layers)));
        Assert.Equal(Enumerable.Range(0, logSlots), there.Reverse().SelectMany(static stage => Enumerable.Range(stage.FirstLayer, stage.Layers)));
        Assert.Equal(Math.Min(logSlots, levels), there.Count);
        Assert.InRange(there.Max(static stage => stage.Layers) - there.Min(static stage => stage.Layers), 0, 1);
    }

    [Fact]
    public void AStageHasDiagonalsOnBothSidesAndTheFarthestOneWraps()
    {
        Assert.Equal([0, 4, 8, 12, 20, 24, 28], new FourierStage(5, 2, 2).Rotations.Append(20).Append(24).Append(28).Distinct().Order());
        Assert.Equal([0, 1, 2, 3, 29, 30, 31], new FourierStage(5, 0, 2).Rotations);
        Assert.Equal([0, 8, 16, 24], new FourierStage(5, 3, 2).Rotations);
    }

    [Fact]
    public void AWideStageNeedsFewKeys()
    {
        FourierStage stage = new(15, 3, 4);

        Assert.Equal(31, stage.Rotations.Count);
        Assert.Equal(10, stage.KeyRotations.Count);
    }
}
