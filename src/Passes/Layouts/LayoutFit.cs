using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Whether values meet where they lie.</summary>
internal static class LayoutFit
{
    /// <summary>Whether a value has the right element wherever another has one, so that a product of both has all of the other's elements.</summary>
    /// <param name="whole">Layout of the other value; has all dimensions of the part.</param>
    /// <param name="part">Layout of the value.</param>
    public static bool Covers(Layout whole, Layout part) =>
        whole.CiphertextCount == part.CiphertextCount && LayoutProduct.OrNull(whole, part) is Layout product && AreAlike(product, whole);

    /// <summary>Whether two layouts have the same elements in the same slots, whatever they promise of other slots.</summary>
    public static bool AreAlike(Layout left, Layout right) => left.WithoutPromises() == right.WithoutPromises();
}
