using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Random layouts: any sizes, several axes a dimension, copies, gaps, diagonal order, offsets, several ciphertexts.</summary>
internal static class RandomLayouts
{
    /// <summary>Every element is in some slot; dimensions of any size.</summary>
    public static Gen<Layout> Any { get; } = From(static random => new LayoutDraw(random).Draw());

    /// <summary>Something that depends on a seed alone, so that a failing case is repeated.</summary>
    public static Gen<T> From<T>(Func<Random, T> draw) => Gen.UInt.Select(seed => draw(new Random(unchecked((int)seed))));
}
