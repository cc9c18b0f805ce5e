namespace PowerSoftmax.LargeShapes.Models;

/// <summary>Sizes of a transformer whose weights are drawn.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="Width">Features of the hidden state; a multiple of the heads.</param>
/// <param name="Heads">Heads of every attention.</param>
/// <param name="Inner">Features inside the feed-forward.</param>
/// <param name="Tokens">Tokens of an input.</param>
/// <param name="Vocabulary">Words of the embedding.</param>
internal sealed record LargeShape(int Layers, int Width, int Heads, int Inner, int Tokens, int Vocabulary)
{
    /// <summary>BERT-base: 110 million parameters.</summary>
    public static LargeShape BertBase { get; } = new(12, 768, 12, 3072, 128, 30522);

    /// <summary>Pythia-70M: 45 million parameters, and as many again as the vocabulary product has.</summary>
    public static LargeShape Pythia70M { get; } = new(6, 512, 8, 2048, 128, 50304);

    /// <summary>Seeds the weights; another seed, another model of the same ranges.</summary>
    public int Seed { get; init; } = 1;

    public int HeadWidth => Width / Heads;

    /// <summary>What is wrong with the sizes; null where nothing is.</summary>
    public string? Problem()
    {
        int[] sizes = [Layers, Width, Heads, Inner, Tokens, Vocabulary];
        return sizes.Any(static size => size < 1) ? "every size must be at least 1"
            : Width % Heads != 0 ? $"a width of {Width} does not split into {Heads} heads"
            : null;
    }
}
