using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Random layouts in which every index bit is somewhere, among replicated, zero and unspecified bits.</summary>
internal static class RandomLayouts
{
    public static Gen<Layout> Any { get; } = Gen.UInt.Select(static seed => Build(new Random(unchecked((int)seed))));

    private static Layout Build(Random random)
    {
        List<LayoutDimension> dimensions = [];
        List<AddressBit> bits = [];
        foreach (string name in new[] { "t", "f", "h" }.Take(random.Next(1, 4)))
        {
            int log = random.Next(0, 4);
            dimensions.Add(new LayoutDimension(name, 1 << log, random.Next(1, (1 << log) + 1)));
            bits.AddRange(Enumerable.Range(0, log).Select(bit => AddressBit.Of(name, bit)));
        }

        AddressBit[] others = [AddressBit.Replicate, AddressBit.Zero, AddressBit.Unspecified];
        bits.AddRange(Enumerable.Range(0, random.Next(1, 4)).Select(_ => others[random.Next(others.Length)]));
        AddressBit[] shuffled = bits.ToArray();
        random.Shuffle(shuffled);
        return Layout.Of(dimensions, shuffled);
    }
}
