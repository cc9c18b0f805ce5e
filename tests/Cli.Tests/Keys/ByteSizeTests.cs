using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Cli.Tests.Keys;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("1000000", 1_000_000)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736)]
    [InlineData("64 kib", 65_536)]
    [InlineData("7B", 7)]
    public void SizesAreRead(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("0.5B")]
    [InlineData("-1MB")]
    [InlineData("1TB")]
    [InlineData("1,5GB")]
    [InlineData("99999999999999999999GB")]
    public void WhatIsNoSizeIsNot(string text) => Assert.Null(ByteSize.Parse(text));
}
