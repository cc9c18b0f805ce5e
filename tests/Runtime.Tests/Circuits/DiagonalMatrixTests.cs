using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;

namespace PowerSoftmax.Runtime.Tests.Circuits;

public sealed class DiagonalMatrixTests
{
    private static readonly LinearMap Square = new(
        LayoutText.Parse("t:8 f:16 | r:4 t:8 f:16"), LayoutText.Parse("t:8 g:16 | r:4 t:8 g:16"), ["f"], ["g"]);

    /// <summary>64 rows of 16 features: 31 diagonals that repeat 64 times.</summary>
    internal static readonly LinearMap RowsOnTop = new(
        LayoutText.Parse("t:64 f:16 | t:64 f:16"), LayoutText.Parse("t:64 g:16 | t:64 g:16"), ["f"], ["g"]);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(512)]
    public void ComputesTheMap(int step)
    {
        Tensor weight = Weight(16, 16);
        double[] slots = Slots(512);

        double[] result = DiagonalMatrix.Of(MapDiagonals.Of(Square), weight, step).Apply(slots);

        double[] expected = MapDiagonals.Of(Square).Apply(slots, weight);
        Assert.All(expected.Zip(result), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void LeavesZeroDiagonalsOut()
    {
        Tensor weight = Weight(16, 16);
        for (int i = 0; i < weight.Values.Length; i++)
        {
            weight.Values[i] = i / 16 == i % 16 ? 1 : 0;
        }

        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(Square), weight, 4);

        Assert.Equal(1, matrix.DiagonalCount);
        Assert.Empty(matrix.Plan.Rotations);
    }

    // Rows on top of the slot address: diagonals depend on the features alone, whatever the giant rotation turns them by.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void KeepsOnePeriodOfDiagonalsThatRepeat(int step)
    {
        Tensor weight = Weight(16, 16);
        double[] slots = Slots(1024);

        DiagonalMatrix matrix = DiagonalMatrix.Of(MapDiagonals.Of(RowsOnTop), weight, step);

        Assert.Equal(31, matrix.DiagonalCount);
        Assert.All(Enumerable.Range(0, 31), index => Assert.Equal(16, matrix.SlotsOf(index)));
        Assert.All(MapDiagonals.Of(RowsOnTop).Apply(slots, weight).Zip(matrix.Apply(slots)), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void KeepsAllSlotsOfDiagonalsThatRepeatTooFewTimes()
    {
        double[] eight = [.. Enumerable.Range(0, 256).Select(static slot => (double)(slot % 8))], half = [.. Enumerable.Range(0, 256).Select(static slot => (double)(slot % 128))];

        DiagonalMatrix matrix = DiagonalMatrix.Of(256, [(0, eight), (1, half), (2, [.. Enumerable.Repeat(1.0, 256)])], 4);

        Assert.Equal([8, 256, 8], Enumerable.Range(0, 3).Select(index => matrix.SlotsOf(index)));
    }

    [Fact]
    public void CountsEachBabyAndEachGiantOnce()
    {
        LinearTransformPlan plan = LinearTransformPlan.For(64, [.. Enumerable.Range(0, 16)], 4);

        Assert.Equal([0, 1, 2, 3], Assert.Single(plan.Babies));
        Assert.Equal([0, 4, 8, 12], Assert.Single(plan.Giants).Select(static giant => giant.Rotation));
        Assert.Equal(6, plan.KeySwitches);
        Assert.Equal(16, plan.Products);
    }

    [Fact]
    public void StepsArePowersOfTwo() =>
        Assert.Contains("it is 3", Assert.Throws<ArgumentException>(() => LinearTransformPlan.For(64, [1], 3)).Message);

    internal static Tensor Weight(int rows, int columns)
    {
        Random random = new(7);
        return Tensor.Float(Shape.Of(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)]);
    }

    internal static double[] Slots(int count)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
