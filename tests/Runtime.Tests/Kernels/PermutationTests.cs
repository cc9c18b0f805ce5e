using PowerSoftmax.Runtime.Kernels.Drivers;

namespace PowerSoftmax.Runtime.Tests.Kernels;

public sealed class PermutationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(319)]
    [InlineData(1024)]
    [InlineData(1025)]
    public void EveryPermutationIsAGather(int length)
    {
        Random random = new(length);
        uint[] indices = [.. Enumerable.Range(0, length).Select(i => (uint)i)];
        random.Shuffle(indices);
        double[] source = [.. Enumerable.Range(0, length).Select(i => (double)(i - 7))], destination = new double[length];

        Permutation.Run(source, indices, destination);

        Assert.Equal(indices.Select(index => source[index]), destination);
    }

    [Fact]
    public void WorkingInPlaceIsRefused()
    {
        double[] values = new double[64];

        Assert.Throws<ArgumentException>(() => Permutation.Run(values, new uint[64], values));
        Assert.Throws<ArgumentException>(() => Permutation.Run(values.AsSpan(0, 32), new uint[32], values.AsSpan(16, 32)));
    }
}
