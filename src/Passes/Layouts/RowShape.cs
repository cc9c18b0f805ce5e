using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>The rows that all values of a circuit have: tokens highest, below them the inputs of a batch, below them features.</summary>
/// <param name="Slots">Slots of a ciphertext, a power of two.</param>
/// <param name="Tokens">Rows for tokens, a power of two: all sequences of the circuit fit.</param>
/// <param name="Batch">Rows for the inputs of a batch, a power of two.</param>
internal readonly record struct RowShape(int Slots, int Tokens, int Batch)
{
    /// <summary>Slots of a row, for features; 0 where the rows alone are too many.</summary>
    public int Features => Slots / (Tokens * Batch);

    /// <summary>Slots from one token to the next.</summary>
    public int TokenStride => Batch * Features;

    /// <summary>The dimensions that the rows of tokens of a layout count: one, two in diagonal order, none where they repeat or are no whole axis.</summary>
    public IReadOnlyList<string> TokensOf(Layout layout) => [.. layout.SlotAxes.Where(IsOfTokens).SelectMany(static axis => axis.Terms).Select(static term => term.Dimension)];

    /// <summary>Whether an axis of slots goes from token to token.</summary>
    public bool IsOfTokens(LayoutAxis axis) => axis.Stride == TokenStride && axis.Room == Slots;

    /// <summary>A dimension of a layout, with the role of the rows that count it; features where none do.</summary>
    public TensorDimension DimensionOf(Layout layout, string name)
    {
        int features = Features;
        LayoutAxis row = layout.SlotAxes.FirstOrDefault(axis => axis.AddsTo(name) && axis.Stride >= features);
        AxisRole role = row.Extent == 0 ? AxisRole.Feature : Tokens > 1 && IsOfTokens(row) ? AxisRole.Token : AxisRole.Batch;

        return new TensorDimension(name, layout.Dimension(name).Extent, role);
    }
}
