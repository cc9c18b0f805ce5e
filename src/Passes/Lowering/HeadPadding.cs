using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>How the features of some heads lie among those of more or wider heads.</summary>
/// <param name="Heads">Heads there are.</param>
/// <param name="Width">Features of each.</param>
/// <param name="FilledHeads">Heads asked for, at least as many.</param>
/// <param name="FilledWidth">Features of each, at least as many.</param>
internal sealed record HeadPadding(int Heads, int Width, int FilledHeads, int FilledWidth)
{
    public bool IsNothing => Heads == FilledHeads && Width == FilledWidth;

    /// <summary>The map that changes nothing, on the features there are; the node is named where they are too many.</summary>
    public AffineMap Identity(string node) => AffineMap.Diagonal(node, [.. Enumerable.Repeat(1.0, Heads * Width)], null);

    /// <summary>From the filled features back to those there are.</summary>
    public AffineMap Undone(string node) => BeforeRows(Identity(node));

    /// <summary>A map with the filled features as its columns.</summary>
    /// <param name="map">The map to the features there are.</param>
    /// <param name="repeat">Whether added heads repeat the first one; otherwise they are zero.</param>
    public AffineMap AfterColumns(AffineMap map, bool repeat)
    {
        int[] source = [.. Enumerable.Range(0, FilledHeads * FilledWidth).Select(column => Source(column, repeat))];
        double[] weight = [.. Enumerable.Range(0, map.Rows).SelectMany(row => source.Select(column => column < 0 ? 0 : map.Weight[(row * map.Columns) + column]))];
        double[]? bias = map.Bias is null ? null : [.. source.Select(column => column < 0 ? 0 : map.Bias[column])];
        return new AffineMap(map.Rows, source.Length, weight, bias);
    }

    /// <summary>A map of the features there are as a map of the filled ones, which does not look at what was added.</summary>
    public AffineMap BeforeRows(AffineMap map)
    {
        int[] source = [.. Enumerable.Range(0, FilledHeads * FilledWidth).Select(row => Source(row, repeat: false))];
        double[] zeros = new double[map.Columns];
        double[] weight = [.. source.SelectMany(row => row < 0 ? zeros : map.Weight.Skip(row * map.Columns).Take(map.Columns))];
        return new AffineMap(source.Length, map.Columns, weight, map.Bias);
    }

    /// <summary>Which of the features there are a filled feature holds, or -1 for none.</summary>
    private int Source(int filled, bool repeat)
    {
        (int head, int feature) = (filled / FilledWidth, filled % FilledWidth);
        return feature >= Width ? -1
            : head < Heads ? (head * Width) + feature
            : repeat ? feature : -1;
    }
}
