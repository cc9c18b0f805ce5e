namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Sizes and parts of a small transformer; equal shapes are equal models, weights included.</summary>
/// <param name="Batch">Inputs that the model takes at once.</param>
/// <param name="Tokens">Tokens of an input.</param>
/// <param name="Width">Features of the hidden state.</param>
/// <param name="Outputs">Results for each input, or for each token.</param>
internal sealed record ModelShape(int Batch, int Tokens, int Width, int Outputs)
{
    public EntryKind Entry { get; init; }

    public PaddingKind Padding { get; init; }

    public PoolingKind Pooling { get; init; }

    /// <summary>The layers, each of its own shape.</summary>
    public IReadOnlyList<LayerShape> Layers { get; init; } = [];

    /// <summary>Tokens that are no padding, where padding is a constant.</summary>
    public int RealTokens => (Tokens + 1) / 2;

    /// <summary>The sizes, for names of tests.</summary>
    public override string ToString() =>
        $"{Batch}x{Tokens}x{Width}->{Outputs} {Entry} {Padding} {Pooling}: {string.Join("; ", Layers)}";
}
