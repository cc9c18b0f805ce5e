namespace PowerSoftmax.Passes.Lowering;

/// <summary>What the latency layouts must hold.</summary>
/// <param name="Tokens">Sequence length.</param>
/// <param name="Width">Features of the hidden state.</param>
/// <param name="Heads">Attention heads; 1 without attention.</param>
/// <param name="Shifted">Whether the server shifts keys and values along the tokens.</param>
internal readonly record struct HiddenShape(int Tokens, int Width, int Heads, bool Shifted)
{
    /// <summary>Features of a head; all heads together are at least as wide as the hidden state.</summary>
    public int HeadWidth { get; init; } = Math.Max(1, Width / Heads);
}
