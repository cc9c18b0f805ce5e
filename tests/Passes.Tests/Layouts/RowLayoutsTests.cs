using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Tests.Layouts;

/// <summary>Where tokens, inputs of a batch and features lie, also where a row holds few of them.</summary>
public sealed class RowLayoutsTests
{
    /// <summary>Rows, dimensions as <c>t3 b2 f5 f4</c> by role and size, and the layout.</summary>
    public static TheoryData<int, int, int, string, string> Layouts => new()
    {
        { 64, 4, 1, "t3 f5", "t:3/4z f:5 | t:4 f:5/16z" },
        { 64, 4, 1, "t4 f16", "t:4 f:16 | t:4 f:16" },
        { 64, 4, 2, "b2 t3 f5", "b:2 t:3/4z f:5 | t:4 b:2 f:5/8z" },
        { 64, 4, 2, "t3 f5", "t:3/4z f:5 | t:4 r:2 f:5/8z" },                             // one for all inputs of the batch
        { 64, 4, 1, "f5", "f:5 | r:4 f:5/16z" },                                           // repeated for each token
        { 64, 4, 1, "t3", "t:3/4z | t:4 r:16" },
        { 64, 4, 1, "t3 f2 f5", "t:3/4z f:2 f2:5 | t:4 f:2 f2:5/8z" },                // two heads of five features
        { 64, 4, 1, "t3 f3 f4", "t:3/4z f:3 f2:4 | t:4 f:3/16z f2:4" },                   // three heads: four slots each
        { 64, 4, 1, "t3 f40", "t:3/4z f:40/42z | 3 ciphertexts | f*14:3 t:4 f:14/16z" },  // 14, 14 and 12 features
        { 64, 4, 1, "t3 f3 f6", "t:3/4z f:3 f2:6 | 2 ciphertexts | f2*3:2 t:4 f:3/16z f2:3/4z" },
        { 64, 4, 1, "t3 f20 f3", "t:3/4z f:20 f2:3 | 6 ciphertexts | f*10:2 f2:3 t:4 f:10/16z" },   // more heads than slots of a row
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void DimensionsLieAsTheirRolesSay(int slots, int tokens, int batch, string dimensions, string layout)
    {
        Layout made = RowLayouts.Of(new RowShape(slots, tokens, batch), Dimensions(dimensions));

        Assert.Equal(layout, made.ToString());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryElementLiesSomewhereAndEverythingElseIsZero(int slots, int tokens, int batch, string dimensions, string layout)
    {
        Assert.NotEmpty(layout);
        Layout made = RowLayouts.Of(new RowShape(slots, tokens, batch), Dimensions(dimensions));
        int[] elements = SlotIndices.Of(made);

        Assert.Equal(Dimensions(dimensions).Aggregate(1, static (product, dimension) => product * dimension.Extent), elements.Where(static element => element >= 0).Distinct().Count());
        Assert.DoesNotContain(SlotIndices.HoldsAnything, elements);
    }

    [Fact]
    public void FurtherDimensionsLieRightAboveTheSlots()
    {
        Layout made = RowLayouts.Of(new RowShape(16, 4, 1), Dimensions("t3 f6"), [new TensorDimension("s", 5, AxisRole.Feature)]);

        Assert.Equal("t:3/4z f:6 s:5 | 10 ciphertexts | f*3:2 s:5 t:4 f:3/4z", made.ToString());
    }

    [Theory]
    [InlineData("t3 t4 f5", "2 axes of tokens")]
    [InlineData("b3 b4 f5", "2 axes of inputs of a batch")]
    public void RowsHoldOneAxisOfAKind(string dimensions, string words) => Assert.Contains(
        words, Assert.Throws<LayoutException>(() => RowLayouts.Of(new RowShape(256, 4, 4), Dimensions(dimensions))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(3, 16, 4)]
    [InlineData(12, 256, 16)]
    [InlineData(16, 16, 1)]
    [InlineData(17, 16, 0)]
    public void AHeadHasAPowerOfTwoOfSlots(int heads, int slots, int each) => Assert.Equal(each, RowLayouts.SlotsOfHead(heads, slots));

    private static IReadOnlyList<TensorDimension> Dimensions(string text)
    {
        Dictionary<char, int> names = [];
        return [.. text.Split(' ').Select(part =>
        {
            int number = names[part[0]] = names.GetValueOrDefault(part[0]) + 1;
            AxisRole role = part[0] switch { 't' => AxisRole.Token, 'b' => AxisRole.Batch, _ => AxisRole.Feature };
            return new TensorDimension(number == 1 ? $"{part[0]}" : $"{part[0]}{number}", int.Parse(part[1..], System.Globalization.CultureInfo.InvariantCulture), role);
        })];
    }
}
