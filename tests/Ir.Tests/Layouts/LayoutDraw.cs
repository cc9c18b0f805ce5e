using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Draws a layout from the bottom up: axes in any order, each with a gap or without, then ciphertexts.</summary>
internal sealed class LayoutDraw(Random random)
{
    private const int MostSlots = 64;

    private readonly List<LayoutDimension> dimensions = [];
    private readonly List<LayoutAxis> pieces = [];
    private readonly List<LayoutAxis> stacked = [];
    private int addresses = 1;

    /// <summary>The axes as they were drawn, highest first.</summary>
    public IReadOnlyList<LayoutAxis> Given => [.. Enumerable.Reverse(stacked)];

    public Layout Draw()
    {
        int count = random.Next(1, 4);
        for (int d = 0; d < count; d++)
        {
            AddDimension("tfh"[d].ToString());
        }

        pieces.AddRange(Enumerable.Range(0, random.Next(0, 3)).Select(_ => LayoutAxis.Copies(random.Next(2, 4))));
        LayoutAxis[] shuffled = pieces.ToArray();
        random.Shuffle(shuffled);
        LayoutAxis[] inSlots = shuffled.Where(Fits).ToArray();
        foreach (LayoutAxis axis in inSlots)
        {
            Put(axis, (addresses * axis.Extent) + (random.Next(3) == 0 ? random.Next(5) : 0));
        }

        int slots = Math.Max(2, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)addresses));
        Put(LayoutAxis.Copies(1), slots);
        foreach (LayoutAxis axis in shuffled.Where(axis => !inSlots.Contains(axis)))
        {
            Put(axis, addresses * (axis.Extent + random.Next(2)));
        }

        return new Layout(dimensions, Enumerable.Reverse(stacked), slots, addresses / slots);
    }

    /// <summary>A dimension, cut into one or two axes that together reach every index.</summary>
    private void AddDimension(string name)
    {
        int low = random.Next(1, 5);
        int high = random.Next(1, 5);
        int size = low * high;
        int extent = random.Next(1, size + 1);
        dimensions.Add(new LayoutDimension(name, size, extent, Fill(), random.Next(3) == 0 ? random.Next(size) : 0));
        pieces.Add(LayoutAxis.Of(name, low));
        pieces.Add(LayoutAxis.Of(name, high, low));
        if (size > 1 && random.Next(4) == 0)
        {
            // Once more, in diagonal order with another dimension where there is one of the size.
            AxisTerm[] terms = [.. dimensions.Where(dimension => dimension.Size == size).Select(static dimension => new AxisTerm(dimension.Name, 1))];
            pieces.Add(LayoutAxis.Of(2, terms));
        }
    }

    private bool Fits(LayoutAxis axis)
    {
        bool fits = pieces.TakeWhile(other => other != axis).Aggregate(1, static (product, other) => product * other.Extent) * axis.Extent <= MostSlots;
        return fits && random.Next(6) > 0;
    }

    private void Put(LayoutAxis axis, int room)
    {
        stacked.Add(axis with { Stride = addresses, Room = room, Gap = Fill() });
        addresses = room;
    }

    private SlotFill Fill() => random.Next(2) == 0 ? SlotFill.Zero : SlotFill.Unused;
}
