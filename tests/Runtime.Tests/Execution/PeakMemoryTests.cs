using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Runtime.Tests.Execution;

public sealed class PeakMemoryTests
{
    [Fact]
    public void ReadsTheKernelsHighWaterMark()
    {
        Assert.True(PeakMemory.TryParse(["Name:\tx", "VmHWM:\t   2048 kB", "VmRSS:\t 1 kB"], out long bytes));
        Assert.Equal(2048 * 1024, bytes);
        Assert.False(PeakMemory.TryParse(["VmRSS: 1 kB"], out _));
    }

    [Fact]
    public void NeverFalls()
    {
        long before = PeakMemory.Bytes();
        byte[] block = new byte[64 << 20];
        Array.Fill(block, (byte)1);

        Assert.True(PeakMemory.Bytes() >= before);
        Assert.True(PeakMemory.Bytes() >= block.Length);
    }
}
