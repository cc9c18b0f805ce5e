using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;

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

    [Theory]
    [InlineData(10, 3, true)]
    [InlineData(10, 2047, false)]
    [InlineData(12, 243, true)]
    [InlineData(13, 16383, true)]
    [InlineData(13, 729, false)]
    public void PiecesOfAnAutomorphismGoWhereTheWholeGoes(int logN, uint element, bool pastCaches)
    {
        AutomorphismTable table = new(logN, element);
        LimbPool pool = new(1 << logN);
        using Limb source = pool.Rent(), whole = pool.Rent(), pieces = pool.Rent();

        for (int i = 0; i < source.Length; i++)
        {
            source.Span[i] = i - 7;
        }

        Permutation.Run(source.Span, table.Indices, whole.Span);

        for (int block = 0; block < source.Length / 64; block += 4)
        {
            Permutation.RunBlocks(source.Residues.Slice(64 * block, 256), block, table.BlockIndices, table.BlockTargets, pieces.Residues, pastCaches);
        }

        Assert.Equal(whole.Span, pieces.Span);
    }

    [Fact]
    public void WorkingInPlaceIsRefused()
    {
        double[] values = new double[64];

        Assert.Throws<ArgumentException>(() => Permutation.Run(values, new uint[64], values));
        Assert.Throws<ArgumentException>(() => Permutation.Run(values.AsSpan(0, 32), new uint[32], values.AsSpan(16, 32)));
    }
}
