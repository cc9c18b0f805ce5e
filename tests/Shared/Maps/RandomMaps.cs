using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.TestSupport;

/// <summary>Draws linear maps between layouts with tokens on top: features at any stride, in several ciphertexts, with copies, some moved by tokens.</summary>
/// <param name="random">Draws them.</param>
/// <param name="rows">Powers of two: tokens that layouts have room for, each in 32 slots.</param>
internal sealed class RandomMaps(Random random, params int[] rows)
{
    private const int Features = 32;

    public LinearMap Draw()
    {
        int room = rows[random.Next(rows.Length)];
        LayoutDimension tokens = new("t", room, random.Next(1, room + 1));
        int heads = random.Next(1, 4);
        int width = random.Next(1, 5);

        return random.Next(5) switch
        {
            0 => new LinearMap(
                Of(tokens, new LayoutDimension("f", width * heads)), Of(Unused(tokens), new LayoutDimension("g", random.Next(1, 13))), ["f"], ["g"]),
            1 => new LinearMap(
                Of(tokens, new LayoutDimension("h", heads), new LayoutDimension("e", width)),
                Of(Unused(tokens), new LayoutDimension("k", random.Next(1, 4)), new LayoutDimension("d", random.Next(1, 5))),
                ["h", "e"],
                ["k", "d"]),
            2 => new LinearMap(
                Of(tokens, new LayoutDimension("h", heads), new LayoutDimension("e", width)), Of(tokens, new LayoutDimension("h", heads)), ["e"]),
            3 => new LinearMap(
                Of(tokens, new LayoutDimension("h", heads), new LayoutDimension("e", width)),
                Of(Unused(tokens), new LayoutDimension("h", heads), new LayoutDimension("d", random.Next(1, 5))),
                ["e"],
                ["d"],
                ["h"]),
            _ => new LinearMap(
                Of(tokens, new LayoutDimension("h", heads), new LayoutDimension("e", width)),
                Of(Unused(tokens), new LayoutDimension("h", heads), new LayoutDimension("e", width))),
        };
    }

    private LayoutDimension Unused(LayoutDimension tokens) => random.Next(2) == 0 ? tokens : tokens with { Padding = SlotFill.Unused };

    /// <summary>Tokens above; below them the last dimension, some of it in ciphertexts of their own, the others at strides, then copies.</summary>
    private Layout Of(LayoutDimension tokens, params LayoutDimension[] others)
    {
        List<LayoutAxis> axes = [];
        LayoutDimension lowest = others[^1];
        int split = Divisors(lowest.Size)[random.Next(Divisors(lowest.Size).Length)];
        Put(axes, LayoutAxis.Of(lowest.Name, lowest.Size / split), random.Next(3));
        foreach (LayoutDimension dimension in others[..^1].Reverse())
        {
            Put(axes, LayoutAxis.Of(dimension.Name, dimension.Size), random.Next(2));
        }

        int taken = axes.Count == 0 ? 1 : axes[0].Room;
        int copies = random.Next(1, Math.Max(1, Math.Min(4, Features / taken)) + 1);
        bool areMoved = random.Next(3) == 0 && copies <= tokens.Size && copies > 1;
        Put(axes, areMoved ? LayoutAxis.Of(copies, new AxisTerm(tokens.Name, 1)) : LayoutAxis.Copies(copies), 0);
        axes[0] = axes[0] with { Room = Features, Gap = Fill() };
        Put(axes, LayoutAxis.Of(tokens.Name, tokens.Size), 0);
        Put(axes, LayoutAxis.Of(lowest.Name, split, lowest.Size / split), 0);

        return new Layout([tokens, .. others], axes, Features * tokens.Size, split);
    }

    private void Put(List<LayoutAxis> axes, LayoutAxis axis, int gap)
    {
        int stride = axes.Count == 0 ? 1 : axes[0].Room;
        int room = Math.Min((axis.Extent * stride) + gap, Math.Max(axis.Extent * stride, Features));
        axes.Insert(0, axis with { Stride = stride, Room = gap == 0 ? axis.Extent * stride : room, Gap = Fill() });
    }

    private SlotFill Fill() => random.Next(2) == 0 ? SlotFill.Zero : SlotFill.Unused;

    private static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];
}
