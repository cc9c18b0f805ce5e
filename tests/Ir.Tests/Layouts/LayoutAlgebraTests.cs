using CsCheck;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>What is derived of layouts holds in every slot, whatever unused slots hold.</summary>
public sealed class LayoutAlgebraTests
{
    [Fact]
    public void OnlySomeDimensionsAreRepeatedAlongTheOthers() => RandomLayouts.Any.Sample(static layout =>
    {
        string[] kept = [.. layout.Dimensions.Select(static dimension => dimension.Name).Where(static (_, i) => i != 1)];
        Layout only = layout.Only(kept);
        SlotMap whole = SlotMap.Of(layout);
        int[] elements = SlotIndices.Of(only);

        return Enumerable.Range(0, layout.AddressCount).Where(address => whole.Element(address) >= 0).All(address =>
            kept.All(name => SlotValues.IndicesOf(only, elements[address])[name] == SlotValues.IndicesOf(layout, whole.Element(address))[name]));
    });

    [Fact]
    public void ANameChangesNothingElse() => RandomLayouts.Any.Sample(static layout =>
        SlotIndices.Of(layout.Renamed("t", "tokens")).SequenceEqual(SlotIndices.Of(layout)) && layout.Renamed("t", "x").Renamed("x", "t").Equals(layout));

    [Fact]
    public void PackedBundlesAreUnpacked() => RandomLayouts.Any.Sample(static layout =>
    {
        int count = Packing.ElementCount(layout);
        Tensor tensor = Tensor.Float(Shape.Of(count), [.. Enumerable.Range(1, count).Select(static i => (double)i)]);
        double[][] bundle = [.. Packing.Pack(tensor, layout).Chunk(layout.SlotCount)];

        return bundle.Length == layout.CiphertextCount && Packing.Unpack(SlotBundle.Join(bundle), layout, tensor.Shape).Values.SequenceEqual(tensor.Values);
    });

    [Fact]
    public void ACiphertextPackedAloneIsTheSame() => RandomLayouts.Any.Sample(static layout =>
    {
        int count = Packing.ElementCount(layout);
        Tensor tensor = Tensor.Float(Shape.Of(count), [.. Enumerable.Range(1, count).Select(static i => (double)i)]);

        return Packing.Pack(tensor, layout).Chunk(layout.SlotCount).Index()
            .All(ciphertext => Packing.PackCiphertext(tensor, layout, ciphertext.Index).SequenceEqual(ciphertext.Item));
    });

    [Fact]
    public void ARotationMovesWhatTheLayoutSays()
    {
        int described = 0;
        (from layout in RandomLayouts.Any from steps in Gen.Int[-64, 64] select (layout, steps)).Sample(draw =>
        {
            (Layout layout, int steps) = draw;
            if (!TryGet(() => layout.Rotated(steps), out Layout rotated))
            {
                return true;
            }

            described += rotated.Equals(layout) ? 0 : 1;
            int[] elements = SlotIndices.Of(layout);
            double[] moved = SlotValues.Rotated(Array.ConvertAll(elements, static element => (double)element), steps, layout.SlotCount);
            return SlotIndices.Of(rotated).Select((element, address) => element == moved[address]).All(static same => same);
        }, iter: 2000, threads: 1);

        Assert.True(described > 10, $"only {described} rotations changed a layout");
    }

    [Theory]
    [InlineData("t:21/32z f:5 | t:32 f:5/8z", 24, "t:21/32z@3 f:5 | t:32 f:5/8z")]
    [InlineData("t:32 | r:4 t:32", -5, "t:32@27 | r:4 t:32")]
    [InlineData("i:4 j:4@1 | i+j:4 r:8", 8, "i:4@1 j:4@2 | i+j:4 r:8")]
    [InlineData("t:4 f:8 | 2 ciphertexts | f*4:2 t:4 f:4", 4, "t:4@1 f:8 | 2 ciphertexts | f*4:2 t:4 f:4")]
    public void ARotationByRowsIsAnOffset(string layout, int steps, string expected) =>
        Assert.Equal(expected, LayoutText.Parse(layout).Rotated(steps).ToString());

    [Theory]
    [InlineData("t:21 | t:21/32z", 1)]
    [InlineData("t:32 f:4 | t:32 f:4", 3)]
    [InlineData("t:4 | r:1/16z t:4", 1)]
    public void ARotationAcrossRowsHasNoLayout(string layout, int steps) =>
        Assert.Contains("across its rows", Assert.Throws<IrException>(() => LayoutText.Parse(layout).Rotated(steps)).Message);

    [Fact]
    public void AProductHoldsWhatItsLayoutSays()
    {
        int described = 0;
        LayoutPairs.Any.Sample(pair =>
        {
            if (!TryGet(() => LayoutProduct.Of(pair.Left, pair.Right), out Layout product))
            {
                return true;
            }

            described++;
            SlotValues left = new(pair.Left, 1);
            SlotValues right = new(pair.Right, 2);
            double[] slots = [.. left.Slots.Zip(right.Slots, static (x, y) => x * y)];
            Assert.Null(SlotValues.Lie(product, slots, indices => left.Element(indices) * right.Element(indices)));
            return LayoutPairs.HoldsEveryElement(pair, product);
        }, iter: 1500, threads: 1);

        Assert.True(described > 300, $"only {described} pairs have a product");
    }

    [Theory]
    [InlineData("t:21/32z f:5 | t:32 f:5/8u", "f:5 | r:32 f:5/8z", "t:21/32z f:5 | t:32 f:5/8z")]
    [InlineData("i:32 f:8 | i:32 f:8", "j:32@3 f:8 | j:32 f:8", "i:32 f:8 j:32@3 | i+j:32 f:8")]
    [InlineData("f:8 | f:8", "h:2 e:4 | h:2 e:4", "f:8 h:2 e:4 | f*4+h:2 f+e:4")]
    [InlineData("h:12 e:10 | r:2 h:12/256u e:10/21u", "t:2 | t:2 r:256", "h:12 e:10 t:2 | t:2 h:12/256u e:10/21u")]
    [InlineData("t:2 f:2 | t:2/8z f:2", "t:2 f:2 | t:2/8u f:2", "t:2 f:2 | t:2/8z f:2")]
    [InlineData("t:2 h:2 f:2 | t:2 h:2 f:2/4z", "t:2 | t:2 r:7/8u", "t:2 h:2 f:2 | t:2 h:2 f:2/4z")]     // copies that end within a head
    public void AProductJoinsDimensionsAndZeros(string left, string right, string expected) =>
        Assert.Equal(expected, LayoutProduct.Of(LayoutText.Parse(left), LayoutText.Parse(right)).ToString());

    [Fact]
    public void ZerosThatCrossUnusedSlotsAreNotCountedTwice()
    {
        // Slot 3 is unused in both factors: the left one's zeros end where it is unused itself.
        Layout product = LayoutProduct.Of(LayoutText.Parse("x:1 | r:1/4z r:1/2u"), LayoutText.Parse("x:1 | r:1/4u r:1/2z"));

        Assert.Equal(SlotIndices.HoldsAnything, SlotIndices.Of(product)[3]);
    }

    [Theory]
    [InlineData("f:8 | f:8", "f:8 | r:2 f:8", "slots")]
    [InlineData("f:2 | r:4 f:2", "f:2 | f:2 r:4", "give one of them another name")]
    [InlineData("f:2 | f:2", "f:2@1 | f:2", "other indices")]
    [InlineData("h:2 e:3 | h:2/8z e:3", "f:8 | f:8", "is cut by another")]
    [InlineData("t:2 h:2 f:4 | t:2 h:2 f:4", "t:2 | t:2 r:7/8u", "is cut by another")]
    public void WhatNoLayoutDescribesIsNoProduct(string left, string right, string reason) =>
        Assert.Contains(reason, Assert.Throws<IrException>(() => LayoutProduct.Of(LayoutText.Parse(left), LayoutText.Parse(right))).Message);

    [Fact]
    public void ASumHoldsWhatItsLayoutSays()
    {
        int described = 0;
        RandomLayouts.Any.Sample(layout =>
        {
            if (!TryGet(() => layout.Summed("f"), out SlotSum sum))
            {
                return true;
            }

            described++;
            SlotValues value = new(layout, 3);
            double[] slots = SlotValues.Summed(value.Slots, sum.Windows, layout.SlotCount);
            return SlotValues.Lie(sum.Layout, slots, indices => LayoutPairs.SumOver(layout, value, indices, "f")) is null;
        }, iter: 2000, threads: 1);

        Assert.True(described > 300, $"only {described} layouts have a sum");
    }

    [Theory]
    [InlineData("t:4 f:8 | f:8 t:4", "t:4 | r:8 t:4")]
    [InlineData("t:4 f:5 | f:5/32z t:4", null)]
    [InlineData("t:4 f:8 | t:4 f:8", "t:4 | t:4 r:1/8u")]
    [InlineData("t:4 f:8 | t:4 r:2 f:8", "t:4 | t:4 r:8/16u")]
    [InlineData("t:4 f:8 | t:4 r:4 f:8", "t:4 | t:4 r:24/32u")]
    [InlineData("t:4 f:5 | t:4 f:5/8u", "t:4 | t:4 r:1/8u")]
    public void ASumIsExactWhereItComesRound(string layout, string? expected) =>
        Assert.Equal(expected ?? "t:4 | r:8 t:4", LayoutText.Parse(layout).Summed("f").Layout.ToString());

    [Theory]
    [InlineData("f:5/8u | f:8", "mask it first")]
    [InlineData("t:8 f:8 | t+f:8", "diagonal order")]
    [InlineData("f:8 | 2 ciphertexts | f*4:2 f:4", "sum them first")]
    [InlineData("t:8 | t:8", "no dimension 'f'")]
    [InlineData("f:8 | f:2 f:8", "every index of 'f' once")]
    [InlineData("f:8 | f:4", "every index of 'f' once")]
    public void ASumThatIsNoneIsRefused(string layout, string reason) =>
        Assert.Contains(reason, Assert.Throws<IrException>(() => LayoutText.Parse(layout).Summed("f")).Message);

    [Theory]
    [InlineData("t:4 f:12 | 3 ciphertexts | f*4:3 t:4 f:4", "t:4 f:4 | t:4 f:4")]
    [InlineData("t:4 f:10/12z | 3 ciphertexts | f*4:3 t:4 f:4", "t:4 f:4 | t:4 f:4")]
    [InlineData("k:3 f:8 | 4 ciphertexts | k:3/32z f:8", "f:8 | f:8")]
    public void CiphertextsOfABundleAreSummed(string text, string expected)
    {
        Layout layout = LayoutText.Parse(text);
        Layout sum = layout.SummedCiphertexts();
        SlotValues value = new(layout, 4);
        double[] slots = [.. Enumerable.Range(0, layout.SlotCount).Select(slot => value.Slots.Chunk(layout.SlotCount).Sum(ciphertext => ciphertext[slot]))];

        Assert.Equal(expected, sum.ToString());
        Assert.Null(SlotValues.Lie(sum, slots, indices => LayoutPairs.SumOver(layout, value, indices, layout.Dimensions.Single(d => sum.DimensionIndex(d.Name) < 0 || sum.Dimension(d.Name) != d).Name)));
    }

    [Theory]
    [InlineData("f:8 | 2 ciphertexts | r:2 f:8", "copies or unused")]
    [InlineData("k:3 f:8 | 4 ciphertexts | k:3/32u f:8", "copies or unused")]
    [InlineData("f:8 | 4 ciphertexts | f*2:4 f:4", "every index of 'f' once")]
    [InlineData("f:12 | 3 ciphertexts | f:3 f*3:4", "no index")]
    public void CiphertextsWithoutASumAreRefused(string layout, string reason) =>
        Assert.Contains(reason, Assert.Throws<IrException>(() => LayoutText.Parse(layout).SummedCiphertexts()).Message);

    [Fact]
    public void APartHoldsWhatTheBundleHoldsThere()
    {
        int described = 0;
        (from layout in RandomLayouts.Any from first in Gen.Int[0, 5] from count in Gen.Int[1, 4] select (layout, first, count)).Sample(draw =>
        {
            (Layout layout, int first, int count) = draw;
            if (!TryGet(() => layout.Part(first, count), out Layout part))
            {
                return true;
            }

            described += layout.CiphertextCount > count ? 1 : 0;
            return SlotIndices.Of(part).SequenceEqual(SlotIndices.Of(layout).Skip(first * layout.SlotCount).Take(count * layout.SlotCount));
        }, iter: 3000, threads: 1);

        Assert.True(described > 20, $"only {described} parts are layouts");
    }

    [Theory]
    [InlineData("f:12 t:4 | 3 ciphertexts | f*4:3 t:4 f:4")]
    [InlineData("k:4 f:8 | 8 ciphertexts | k:4 f*4:2 f:4")]
    public void JoinedPartsAreTheBundle(string text)
    {
        Layout layout = LayoutText.Parse(text);
        int count = text.StartsWith('k') ? 2 : 1;
        Layout[] parts = [.. Enumerable.Range(0, layout.CiphertextCount / count).Select(i => layout.Part(i * count, count))];

        Assert.Equal(layout, LayoutParts.Joined(parts));
        Assert.Contains("no layout one after the other", Assert.Throws<IrException>(() => LayoutParts.Joined([parts[0], parts[0]])).Message);
    }

    [Theory]
    [InlineData(2, 2, "are not there")]
    [InlineData(-1, 2, "are not there")]
    [InlineData(1, 2, "cross its axes")]
    public void APartOfNoLayoutIsRefused(int first, int count, string reason)
    {
        Layout layout = LayoutText.Parse(reason == "cross its axes" ? "k:2 f:8 | 4 ciphertexts | k:2 f*4:2 f:4" : "f:12 | 3 ciphertexts | f*4:3 f:4");

        Assert.Contains(reason, Assert.Throws<IrException>(() => layout.Part(first, count)).Message);
    }

    private static bool TryGet<T>(Func<T> get, out T value)
    {
        try
        {
            value = get();
            return true;
        }
        catch (IrException)
        {
            value = default!;
            return false;
        }
    }
}
