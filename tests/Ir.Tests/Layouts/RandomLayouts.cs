using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Random layouts: any sizes, several axes a dimension, copies, gaps, diagonal order, offsets, several ciphertexts.</summary>
internal static class RandomLayouts
{
    private static readonly string[] Names = ["t", "f", "h"];

    /// <summary>Every element is in some slot; dimensions of any size.</summary>
    public static Gen<Layout> Any { get; } = From(static random => new LayoutDraw(random).Draw());

    /// <summary>The same, of one ciphertext cut into address bits.</summary>
    public static Gen<Layout> Binary { get; } = From(DrawBits);

    /// <summary>Something that depends on a seed alone, so that a failing case is repeated.</summary>
    public static Gen<T> From<T>(Func<Random, T> draw) => Gen.UInt.Select(seed => draw(new Random(unchecked((int)seed))));

    private static Layout DrawBits(Random random)
    {
        List<LayoutDimension> dimensions = [];
        List<LayoutAxis> bits = [];
        foreach (string name in Names.Take(random.Next(1, 4)))
        {
            int log = random.Next(0, 4);
            dimensions.Add(new LayoutDimension(name, 1 << log, random.Next(1, (1 << log) + 1)));
            bits.AddRange(Enumerable.Range(0, log).Select(bit => LayoutAxis.Of(name, 2, 1 << bit)));
        }

        LayoutAxis[] others = [LayoutAxis.Copies(2), LayoutAxis.Zeros(2), LayoutAxis.Unused(2)];
        bits.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => others[random.Next(others.Length)]));
        LayoutAxis[] shuffled = bits.ToArray();
        random.Shuffle(shuffled);
        return Layout.Stack(dimensions, shuffled);
    }
}
