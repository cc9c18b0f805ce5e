namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>Sizes and spelling of a <see cref="SmallTransformer"/>.</summary>
/// <param name="Tokens">Tokens of an input.</param>
/// <param name="Width">Features of a token.</param>
/// <param name="Heads">Heads of the attention.</param>
/// <param name="Hidden">Features inside the MLP.</param>
/// <param name="Classes">Logits.</param>
internal sealed record TransformerShape(int Tokens = 4, int Width = 8, int Heads = 2, int Hidden = 16, int Classes = 3)
{
    /// <summary>Whether tokens come as indices into an embedding, and norms as single operators.</summary>
    public bool IsCompact { get; init; }

    public int HeadWidth => Math.Max(1, Width / Heads);
}
