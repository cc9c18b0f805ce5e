using Google.Protobuf;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The family holds what it promises, and the same again.</summary>
public sealed class ShapeFamilyCoverageTests
{
    private static readonly ModelShape[] Members = [.. Enumerable.Range(0, ShapeFamily.Count).Select(ShapeFamily.Member)];

    private static IEnumerable<LayerShape> Layers => Members.SelectMany(static shape => shape.Layers);

    [Fact]
    public void EveryKindComesOften()
    {
        AssertAll(Layers.Select(static layer => layer.Attention), 20);
        AssertAll(Layers.Select(static layer => layer.Mask), 20);
        AssertAll(Layers.Select(static layer => layer.Rotary), 20);
        AssertAll(Layers.Select(static layer => layer.Norm), 20);
        AssertAll(Layers.Select(static layer => layer.FeedForward), 20);
        AssertAll(Members.Select(static shape => shape.Entry), 20);
        AssertAll(Members.Select(static shape => shape.Padding), 20);
        AssertAll(Members.Select(static shape => shape.Pooling), 20);
    }

    [Fact]
    public void SizesGoOverTheWholeRange()
    {
        Assert.Equal(Enumerable.Range(1, 40), Members.Select(static shape => shape.Tokens).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 12), Layers.Select(static layer => layer.Heads).Distinct().Order());
        Assert.Equal((1, 48), (Layers.Min(static layer => layer.KeyWidth), Layers.Max(static layer => layer.KeyWidth)));
        Assert.Equal([2, 4, 8], Layers.Where(static layer => layer.Attention == AttentionKind.PowerSum).Select(static layer => layer.Power).Distinct().Order());
    }

    [Fact]
    public void CombinationsThatMatterAreThere()
    {
        Assert.Contains(Layers, static layer => layer.Context > 0);
        Assert.Contains(Layers, static layer => layer.ValueWidth > layer.KeyWidth);
        Assert.Contains(Layers, static layer => layer.ValueWidth < layer.KeyWidth);
        Assert.Contains(Layers, static layer => layer.Rotary == RotaryKind.Halves && layer.Turned < layer.KeyWidth);
        Assert.Contains(Layers, static layer => layer is { Parallel: true, Fused: true });
        Assert.Contains(Members, static shape => shape.Layers.Count == 2 && shape.Layers[0].KeyWidth != shape.Layers[1].KeyWidth);
        Assert.Contains(Members, static shape => shape.Batch > 1 && shape.Padding == PaddingKind.MaskInput);
        foreach (MaskSpelling spelling in Enum.GetValues<MaskSpelling>())
        {
            Assert.Contains(Members, shape => shape.Padding == PaddingKind.LengthInput && shape.Layers.Any(layer => layer.Mask == spelling && layer.Causal));
        }
    }

    [Fact]
    public void AMemberIsTheSameEveryTime() =>
        Assert.Equal(ShapeModel.Create(ShapeFamily.Member(7)).ToByteArray(), ShapeModel.Create(ShapeFamily.Member(7)).ToByteArray());

    private static void AssertAll<T>(IEnumerable<T> kinds, int least)
        where T : struct, Enum
    {
        ILookup<T, T> groups = kinds.ToLookup(static kind => kind);
        Assert.All(Enum.GetValues<T>(), kind => Assert.True(groups[kind].Count() >= least, $"{kind} comes {groups[kind].Count()} times"));
    }
}
