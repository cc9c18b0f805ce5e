namespace PowerSoftmax.Ir.Layouts;

/// <summary>A named tensor dimension inside a layout.</summary>
/// <param name="Name">One word: <c>t</c> tokens, <c>f</c> features, <c>h</c> heads, <c>i</c>, <c>j</c> …</param>
/// <param name="Size">A power of two: the indices that addresses can express, modulo which they wrap.</param>
/// <param name="Extent">Indices that hold data, at most <paramref name="Size"/>; slots of the others hold zero.</param>
public readonly record struct LayoutDimension(string Name, int Size, int Extent)
{
    public LayoutDimension(string name, int size)
        : this(name, size, size)
    {
    }
}
