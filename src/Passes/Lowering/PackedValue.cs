using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>A tensor on its way into slots: the packed value, and which sums are still owed.</summary>
/// <param name="Value">The packed value.</param>
/// <param name="Layout">Its layout once the pending bits are summed; these bits are unspecified in it.</param>
/// <param name="Pending">
/// Mask of the slot address bits over which partial sums lie. Sums are postponed because they commute with additions: several
/// summands then share one sum.
/// </param>
/// <param name="Pooled">Whether the tensor meant is the mean over the tokens of this value, not taken yet.</param>
/// <param name="Factor">What the tensor meant is this value multiplied by, not done yet: linear layers may come first.</param>
internal sealed record PackedValue(ValueId Value, Layout Layout, int Pending = 0, bool Pooled = false, RowFactor? Factor = null)
{
    /// <summary>Name of the dimension that is not the tokens.</summary>
    public string Features => FeatureName(Layout);

    /// <summary>Whether every slot holds what an index or a copy says: nothing zeroed, unspecified or pending.</summary>
    public bool IsFull => Pending == 0 && !Pooled && Factor is null
        && !Layout.Axes.Any(static axis => axis.HasGap);

    /// <summary>Whether the value has no tokens any more, after a mean over them.</summary>
    public bool IsRow => Layout.DimensionIndex("t") < 0;

    /// <summary>A layout for a value of the same tokens as this one: without them where they are gone.</summary>
    public Func<int, string, Layout> TokensLike(Func<int, string, Layout> layout) =>
        IsRow ? (features, name) => WithoutTokens(layout(features, name)) : layout;

    public static string FeatureName(Layout layout) => layout.DimensionIndex("f") >= 0 ? "f" : "g";

    public static string OtherName(string name) => name == "f" ? "g" : "f";

    private static Layout WithoutTokens(Layout layout) => layout.WithBits(layout.PositionsOf("t"), LayoutAxis.Copies(2));
}
