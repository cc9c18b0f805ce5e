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
    [InlineData("t:32 f:32 | f*2:16 r:32 f:2 t:32")]
    [InlineData("c:7/8z | c:8/64z r:1/2u")]
    [InlineData("i:4 j:8 | i+j:4 j*4:2 r:2")]
    [InlineData("i:4 j:8 | i+j*2:4 r:2")]
    [InlineData("x:1 | r:8")]
    [InlineData("t:21/32u f:120 | 3 ciphertexts | f*40:3 t:32 f*10:4/128u f:10/16z")]
    [InlineData("t:21/32z@5 | t:32")]
    public void UsualFormIsKept(string text) => Assert.Equal(text, LayoutText.Parse(text).ToString());

    [Theory]
    [InlineData("f:8 | f*2:4 f:2", "f:8 | f:8")]
    [InlineData("f:8 | r:2 r:4 f*4:2 f*2:2 f:2", "f:8 | r:8 f:8")]
    [InlineData("f:1 | f:1 r:1 r:4", "f:1 | r:4")]
    [InlineData("i:4 j:4 | j+i:4", "i:4 j:4 | i+j:4")]
    [InlineData("f:8/8u | f:8", "f:8 | f:8")]
    [InlineData("f:5 | r:1/32z f:5/8z", "f:5 | f:5/32z")]
    [InlineData("f:5 | r:1/32u f:5/8z", "f:5 | r:1/32u f:5/8z")]
    [InlineData("f:4 | 2 ciphertexts | f*2:2 f:2", "f:4 | 2 ciphertexts | f*2:2 f:2")]
    public void OneFormStandsForAllThatSayTheSame(string text, string form)
    {
        Layout layout = LayoutText.Parse(text);

        Assert.Equal(form, layout.ToString());
        Assert.Equal(LayoutText.Parse(form), layout);
    }

    [Theory]
    [InlineData("t:5/4z | t:4", "extent 5")]
    [InlineData("t:4/5z@5 | t:8", "offset 5")]
    [InlineData("t:4 |", "a power of two")]
    [InlineData("t:3 | t:3", "a power of two")]
    [InlineData("t:4 | t*4:2", "'t' in steps of 4")]
    [InlineData("t:4 | q:2", "'q' in steps of 1")]
    [InlineData("t:4 | t+t:4", "names each dimension once")]
    [InlineData("t:4 t:4 | t:4", "two dimensions are called 't'")]
    [InlineData("r:4 | r:4", "'r' is no name")]
    [InlineData("t:4 | t:4/2z", "does not fit a room of 2")]
    [InlineData("t:4 | t:4/8", "z for zeros")]
    [InlineData("t:4 | r:134217728 t:4", "67108864 slots")]
    [InlineData("t:4 | t:4/99999999999z", "number out of range")]
    [InlineData("t:2000000 f:2000000 | r:4", "2147483647 elements")]
    [InlineData("t:4 | 0 ciphertexts | t:4", "at least one")]
    [InlineData("t:4 | 3 ciphertexts | t:4", "no whole number")]
    [InlineData("t:8 | 2 ciphertexts | t:8", "an axis of their own")]
    [InlineData("t:4 t[1:0]", "expected")]
    public void ImpossibleLayoutIsRefused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<IrException>(() => LayoutText.Parse(text)).Message);

    [Fact]
    public void TextOfManyPartsIsRefusedBeforeItIsRead()
    {
        string axes = string.Concat(Enumerable.Repeat(" r:1", 100_000));
        string dimensions = string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"d{i}:1 "));

        Assert.Contains("at most 64 axes", Assert.Throws<IrException>(() => LayoutText.Parse("t:4 |" + axes + " t:4")).Message);
        Assert.Contains("at most 16 dimensions", Assert.Throws<IrException>(() => LayoutText.Parse(dimensions + "| r:4")).Message);
    }

    [Theory]
    [InlineData("f", "g", "t:4 g:7/8z | g*2:4 r:4 t+g:2 t*2:2")]
    [InlineData("t", "t", "t:4 f:7/8z | f*2:4 r:4 t+f:2 t*2:2")]
    [InlineData("h", "g", "t:4 f:7/8z | f*2:4 r:4 t+f:2 t*2:2")]
    public void ADimensionTakesAnotherName(string from, string to, string expected) =>
        Assert.Equal(expected, LayoutText.Parse("t:4 f:7/8z | f*2:4 r:4 t+f:2 t*2:2").Renamed(from, to).ToString());

    [Fact]
    public void AxesNeedNotNestInOrder() => Assert.Contains(
        "the ones below it end at 4",
        Assert.Throws<IrException>(static () => new Layout([new LayoutDimension("t", 4)], [LayoutAxis.Of("t", 4) with { Stride = 2, Room = 8 }, LayoutAxis.Copies(4)], 8)).Message);
}
