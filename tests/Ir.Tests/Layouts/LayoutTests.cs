using CsCheck;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Layouts, their text, and what they refuse.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void WhatIsPrintedIsReadBack() => RandomLayouts.Any.Sample(static layout => LayoutText.Parse(layout.ToString()).Equals(layout));

    [Theory]
    [InlineData("t:32 f:32 | f[4:1] r*5 f[0] t[4:0]")]
    [InlineData("c:8/7 | z*2 c[2:0] u*1")]
    [InlineData("i:4 j:8 | i+j[1:0] j[2] r*1")]
    [InlineData("x:1 | r*3")]
    public void UsualFormIsKept(string text) => Assert.Equal(text, LayoutText.Parse(text).ToString());

    [Theory]
    [InlineData("t:3 | t[1:0]", "power of two")]
    [InlineData("t:4/5 | t[1:0]", "extent 5")]
    [InlineData("t:4 |", "1 to 30")]
    [InlineData("t:4 | t[2]", "t[2]")]
    [InlineData("t:4 | q[0]", "q[0]")]
    [InlineData("t:4 | t[0:1]", "higher to the lower")]
    [InlineData("t:4 | v*2", "'v' is not a role")]
    [InlineData("t:4 | r*31", "1 to 30")]
    [InlineData("t:4 t[1:0]", "expected")]
    public void ImpossibleLayoutIsRefused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<IrException>(() => LayoutText.Parse(text)).Message);

    [Theory]
    [InlineData("f", "g", "t:4 g:8/7 | g[2:1] r*2 g+t[0] t[1]")]
    [InlineData("t", "t", "t:4 f:8/7 | f[2:1] r*2 f+t[0] t[1]")]
    [InlineData("h", "g", "t:4 f:8/7 | f[2:1] r*2 f+t[0] t[1]")]
    public void ADimensionTakesAnotherName(string from, string to, string expected) =>
        Assert.Equal(expected, LayoutText.Parse("t:4 f:8/7 | f[2:1] r*2 f+t[0] t[1]").Renamed(from, to).ToString());

    [Fact]
    public void PositionsCountFromTheLowestBit()
    {
        Layout layout = LayoutText.Parse("t:4 f:2 | t[1] r*1 f[0] t[0]");

        Assert.Equal([0, 3], layout.PositionsOf("t"));
        Assert.Equal([1], layout.PositionsOf("f"));
        Assert.Equal(BitRole.Replicate, layout.BitAt(2).Role);
        Assert.Equal(16, layout.SlotCount);
    }
}
