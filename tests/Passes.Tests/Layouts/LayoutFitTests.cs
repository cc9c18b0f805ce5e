using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Tests.Layouts;

/// <summary>Whether values meet, and where a plaintext may be added.</summary>
public sealed class LayoutFitTests
{
    private const string Rows = "t:3/4z f:5 | t:4 f:5/16z";

    public static TheoryData<string, string[]> Sums => new()
    {
        { Rows, [] },
        { Rows, ["f"] },
        { Rows, ["t"] },
        { Rows, ["t", "f"] },
        { "t:3/4z f:40/42z | 3 ciphertexts | f*14:3 t:4 f:14/16z", ["t"] },
        { "t:3/4z f:40/42z | 3 ciphertexts | f*14:3 t:4 f:14/16z", ["f"] },
        { "t:3/4z f:3 f2:6 | 2 ciphertexts | f2*3:2 t:4 f:3/16z f2:3/4z", ["f"] },
        { "i:3/4z j:4 | i+j:4 j:4 r:2", ["j"] },
        { "i:3/4z j:3/4z | i+j:4 j:4 r:2", ["i"] },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    public void APlaintextLiesOnElementsAlone(string layout, string[] dimensions)
    {
        Layout value = LayoutText.Parse(layout);
        Layout plain = ValidSlots.Of(value, dimensions);

        Assert.Equal(dimensions, plain.Dimensions.Select(static dimension => dimension.Name).TakeLast(dimensions.Length));
        Assert.Equal(Held(value), Held(plain));
    }

    [Fact]
    public void UnusedPaddingIsNotLookedAt() => Assert.Equal("f:5 | r:4 f:5/16z", ValidSlots.Of(LayoutText.Parse("t:3/4u f:5 | t:4 f:5/16z"), ["f"]).ToString());

    [Theory]
    [InlineData("t:3/4z | t:4 r:16", true)]             // a factor for each token
    [InlineData("f:5 | r:4 f:5/16z", true)]             // one for each feature
    [InlineData("t:3/4z | t:4 r:1/16z", false)]         // in the first slot of each row only
    [InlineData("f:5 | r:2 f:5/32z", false)]            // in every second row
    public void AValueCoversAnotherWhereItHasTheRightElementBesideEachOfItsElements(string part, bool covers)
    {
        bool found = LayoutFit.Covers(LayoutText.Parse(Rows), LayoutText.Parse(part));

        Assert.Equal(covers, found);
        Assert.True(!covers || LayoutFit.AreAlike(LayoutProduct.Of(LayoutText.Parse(Rows), LayoutText.Parse(part)), LayoutText.Parse(Rows)));
    }

    [Theory]
    [InlineData("t:3/4u f:5 | t:4 f:5/16u", true)]
    [InlineData("t:3/4z f:5 | t:4 f:5/16z", true)]
    [InlineData("t:4 f:5 | t:4 f:5/16z", false)]
    public void PromisesAreNotElements(string other, bool alike) => Assert.Equal(alike, LayoutFit.AreAlike(LayoutText.Parse(Rows), LayoutText.Parse(other)));

    [Theory]
    [InlineData("t:3/4u f:5 | t:4 f:5/16z", "t:3/4u f:5 | t:4 f:5/16z")]
    [InlineData("t:3/4z f:5 | t:4 f:5/16u", "t:3/4z f:5 | t:4 f:5/16u")]
    public void ASumPromisesZeroWhereBothDo(string other, string sum) => Assert.Equal(sum, LayoutOrder.OfSum(LayoutText.Parse(Rows), LayoutText.Parse(other)).ToString());

    [Fact]
    public void OrdersAndNamesAreTheSameSlots()
    {
        Layout layout = LayoutText.Parse(Rows);

        Assert.Equal("f:5 t:3/4z | t:4 f:5/16z", layout.Ordered(["f", "t"]).ToString());
        Assert.Equal("f:3/4z t:5 | f:4 t:5/16z", layout.Renamed(new Dictionary<string, string> { ["t"] = "f", ["f"] = "t" }).ToString());
        Assert.Equal("t:3/4u f:5 | t:4 f:5/16u", layout.WithoutPromises().ToString());
    }

    private static IEnumerable<int> Held(Layout layout) => SlotIndices.Of(layout).Select(static (element, slot) => (element, slot)).Where(static entry => entry.element >= 0).Select(static entry => entry.slot);
}
