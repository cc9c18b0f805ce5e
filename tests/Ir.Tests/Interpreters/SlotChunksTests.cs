using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Tests.Interpreters;

/// <summary>Large values are computed by several threads, with the same bits.</summary>
public sealed class SlotChunksTests
{
    private const int Large = (1 << 18) + 77;

    private readonly double[] x = Random(1), y = Random(2);

    [Fact]
    public void LargeValuesHaveTheBitsOfALoop()
    {
        Assert.Equal([.. x.Zip(y, static (left, right) => left + right)], SlotArithmetic.Add(x, y));
        Assert.Equal([.. x.Zip(y, static (left, right) => left * right)], SlotArithmetic.Multiply(x, y));
        Assert.Equal([.. x.Select(static slot => slot + 0.1)], SlotArithmetic.AddScalar(x, 0.1));
        Assert.Equal([.. x.Select(Math.Exp)], SlotChunks.Map(x, Math.Exp));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1 << 18)]
    [InlineData(Large)]
    public void EverySlotIsDoneOnce(int count)
    {
        int[] done = new int[count];

        SlotChunks.Run(count, (from, to) =>
        {
            for (int slot = from; slot < to; slot++)
            {
                Interlocked.Increment(ref done[slot]);
            }
        });

        Assert.All(done, static times => Assert.Equal(1, times));
    }

    private static double[] Random(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Large).Select(_ => random.NextDouble() - 0.5)];
    }
}
