using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Which element each slot holds.</summary>
public sealed class SlotIndicesTests
{
    private const int Z = SlotIndices.HoldsZero;
    private const int U = SlotIndices.HoldsAnything;

    [Theory]
    [InlineData("t:2 f:2 | t:2 f:2", new[] { 0, 1, 2, 3 })]
    [InlineData("t:2 f:2 | f:2 t:2", new[] { 0, 2, 1, 3 })]
    [InlineData("f:2 | r:2 f:2", new[] { 0, 1, 0, 1 })]
    [InlineData("f:2 | f:2/4z", new[] { 0, 1, Z, Z })]
    [InlineData("f:2 | f:2 r:1/2u", new[] { 0, U, 1, U })]
    [InlineData("c:3/4z | c:4", new[] { 0, 1, 2, Z })]
    [InlineData("t:2 c:1/2z | t:2 c:2", new[] { 0, Z, 1, Z })]
    public void SmallLayoutsAreAsWorkedOutByHand(string layout, int[] expected) => Assert.Equal(expected, SlotIndices.Of(LayoutText.Parse(layout)));

    [Fact]
    public void DiagonalOrderWrapsAround()
    {
        // Slot (b, i) holds element (i, i + b) of a 4 x 4 matrix.
        int[] indices = SlotIndices.Of(LayoutText.Parse("i:4 j:4 | j:4 i+j:4"));

        for (int slot = 0; slot < indices.Length; slot++)
        {
            (int b, int i) = (slot / 4, slot % 4);
            Assert.Equal((4 * i) + ((i + b) % 4), indices[slot]);
        }
    }

    [Fact]
    public void HeadsOfOddWidthAtAnOddStride()
    {
        // 2 heads of 3 features, 5 slots apart, in rows of 16 slots; 2 of 2 tokens.
        int[] indices = SlotIndices.Of(LayoutText.Parse("t:2 h:2 e:3 | t:2 h:2/16u e:3/5z"));

        Assert.Equal([0, 1, 2, Z, Z, 3, 4, 5, Z, Z, U, U, U, U, U, U], indices[..16]);
        Assert.Equal([6, 7, 8, Z, Z, 9, 10, 11, Z, Z, U, U, U, U, U, U], indices[16..]);
    }

    [Fact]
    public void AnOffsetMovesTheIndices() => Assert.Equal([2, Z, 0, 1], SlotIndices.Of(LayoutText.Parse("t:3/4z@2 | t:4")));

    [Fact]
    public void CiphertextsLieAboveSlots() => Assert.Equal([0, 1, 2, 3, 4, 5], SlotIndices.Of(LayoutText.Parse("f:6 | 3 ciphertexts | f*2:3 f:2")));

    [Fact]
    public void UnusedWinsOverZero() => Assert.Equal([0, U, Z, U], SlotIndices.Of(LayoutText.Parse("x:1 | r:1/4z r:1/2u")));

    [Fact]
    public void EverySlotHoldsWhatItsPositionsSay() => RandomLayouts.Any.Sample(static layout =>
    {
        SlotMap map = SlotMap.Of(layout);
        int[] indices = SlotIndices.Of(layout);

        return Enumerable.Range(0, layout.AddressCount).All(address => indices[address] == map.Element(address));
    });

    [Fact]
    public void TheNormalFormSaysTheSame() => RandomLayouts.From(static random => new LayoutDraw(random)).Sample(static draw =>
    {
        Layout layout = draw.Draw();
        SlotMap map = SlotMap.Of(layout.Dimensions, draw.Given, layout.AddressCount);

        return SlotIndices.Of(layout).Select((element, address) => element == map.Element(address)).All(static same => same);
    });
}
