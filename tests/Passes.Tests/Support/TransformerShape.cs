namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Sizes and parts of a <see cref="SmallTransformer"/>.</summary>
/// <param name="Tokens">Sequence length.</param>
/// <param name="Width">Features of the hidden state.</param>
/// <param name="Heads">Attention heads; 0 for no attention.</param>
/// <param name="KeyWidth">Features of a head's queries and keys.</param>
/// <param name="ValueWidth">Features of a head's values.</param>
public sealed record TransformerShape(int Tokens, int Width, int Heads, int KeyWidth, int ValueWidth)
{
    /// <summary>Whether a linear layer brings the attention's result back to the hidden state's width.</summary>
    public bool Projected { get; init; } = true;

    /// <summary>Whether the input is added to the attention's result; only where it is as wide.</summary>
    public bool Residual { get; init; } = true;

    public bool Norm { get; init; }

    /// <summary>Width of a feed-forward layer with GELU; 0 for none.</summary>
    public int FeedForward { get; init; }

    /// <summary>Heads of a second attention, of the same widths; 0 for none.</summary>
    public int SecondHeads { get; init; }

    /// <summary>Whether the mean over tokens is taken at the end.</summary>
    public bool Mean { get; init; }

    /// <summary>Whether a norm follows the mean.</summary>
    public bool NormAfterMean { get; init; }

    /// <summary>Hidden layers with GELU after that.</summary>
    public int Layers { get; init; }

    /// <summary>Outputs of a last linear layer; 0 for none.</summary>
    public int Outputs { get; init; }
}
