using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Which element each slot holds.</summary>
public sealed class SlotIndicesTests
{
    private const int Z = SlotIndices.HoldsZero;
    private const int U = SlotIndices.HoldsAnything;

    [Theory]
    [InlineData("t:2 f:2 | t[0] f[0]", new[] { 0, 1, 2, 3 })]
    [InlineData("t:2 f:2 | f[0] t[0]", new[] { 0, 2, 1, 3 })]
    [InlineData("f:2 | r*1 f[0]", new[] { 0, 1, 0, 1 })]
    [InlineData("f:2 | z*1 f[0]", new[] { 0, 1, Z, Z })]
    [InlineData("f:2 | f[0] u*1", new[] { 0, U, 1, U })]
    [InlineData("c:4/3 | c[1:0]", new[] { 0, 1, 2, Z })]
    [InlineData("t:2 c:2/1 | t[0] c[0]", new[] { 0, Z, 1, Z })]
    public void SmallLayoutsAreAsWorkedOutByHand(string layout, int[] expected) => Assert.Equal(expected, SlotIndices.Of(LayoutText.Parse(layout)));

    [Fact]
    public void DiagonalOrderWrapsAround()
    {
        // Slot (b, i) holds element (i, i + b) of a 4 x 4 matrix.
        int[] indices = SlotIndices.Of(LayoutText.Parse("i:4 j:4 | j[1:0] i+j[1:0]"));

        for (int slot = 0; slot < indices.Length; slot++)
        {
            (int b, int i) = (slot / 4, slot % 4);
            Assert.Equal((4 * i) + ((i + b) % 4), indices[slot]);
        }
    }

    [Fact]
    public void UnspecifiedBitsWinOverZeroBits() => Assert.Equal([0, U, Z, U], SlotIndices.Of(LayoutText.Parse("x:1 | z*1 u*1")));

    [Fact]
    public void ReplicatedBitsDoNotChangeTheElement() => RandomLayouts.Any.Sample(static layout =>
    {
        int[] indices = SlotIndices.Of(layout);

        return Enumerable.Range(0, layout.Bits.Count).Where(position => layout.BitAt(position).Role == BitRole.Replicate)
            .All(position => Enumerable.Range(0, indices.Length).All(slot => indices[slot] == indices[slot ^ (1 << position)]));
    });
}
