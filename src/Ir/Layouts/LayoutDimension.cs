namespace PowerSoftmax.Ir.Layouts;

/// <summary>A named tensor dimension inside a layout.</summary>
/// <param name="Name">A letter, then letters, digits or <c>_</c>: <c>t</c> tokens, <c>f</c> features, <c>h</c> heads, <c>i</c>, <c>j</c> …</param>
/// <param name="Size">The indices that addresses can express, modulo which they wrap; any number, at least 1.</param>
/// <param name="Extent">Indices that hold data: 0 … extent - 1, at most <paramref name="Size"/>.</param>
/// <param name="Padding">What slots of the other indices hold.</param>
/// <param name="Offset">Index of the first position: what a rotation along the dimension moves, below <paramref name="Size"/>.</param>
public readonly record struct LayoutDimension(string Name, int Size, int Extent, SlotFill Padding = SlotFill.Zero, int Offset = 0)
{
    /// <summary>A dimension without padding.</summary>
    public LayoutDimension(string name, int size)
        : this(name, size, size)
    {
    }

    /// <summary>Whether some indices hold no data.</summary>
    public bool IsPadded => Extent < Size;
}
