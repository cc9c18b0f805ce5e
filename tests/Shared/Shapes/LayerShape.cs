namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Sizes and parts of one layer.</summary>
/// <param name="Heads">Heads of the attention.</param>
/// <param name="KeyWidth">Features of a head's queries and keys.</param>
/// <param name="ValueWidth">Features of a head's values.</param>
internal sealed record LayerShape(int Heads, int KeyWidth, int ValueWidth)
{
    public AttentionKind Attention { get; init; }

    /// <summary>Power of the scores: 2, 4 or 8.</summary>
    public int Power { get; init; } = 2;

    public MaskSpelling Mask { get; init; }

    public bool Causal { get; init; }

    public RotaryKind Rotary { get; init; }

    /// <summary>Features of a head that positions turn; even, at most <see cref="KeyWidth"/>.</summary>
    public int Turned { get; init; }

    /// <summary>Tokens of a context that is attended to instead of the input; 0 for none.</summary>
    public int Context { get; init; }

    /// <summary>Whether one layer makes queries, keys and values, which are split.</summary>
    public bool Fused { get; init; }

    /// <summary>Whether attention and feed-forward work on the same value and are added.</summary>
    public bool Parallel { get; init; }

    public NormKind Norm { get; init; }

    public FeedForwardKind FeedForward { get; init; }

    /// <summary>Features inside the feed-forward.</summary>
    public int Inner { get; init; } = 8;

    public override string ToString() =>
        $"{Heads}*{KeyWidth}/{ValueWidth} {Attention}^{Power} {Mask}{(Causal ? " causal" : string.Empty)} {Rotary}{Turned}"
        + $"{(Context > 0 ? $" context {Context}" : string.Empty)}{(Fused ? " fused" : string.Empty)}{(Parallel ? " parallel" : string.Empty)} {Norm} {FeedForward}{Inner}";
}
