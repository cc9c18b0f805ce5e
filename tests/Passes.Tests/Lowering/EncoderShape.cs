namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Sizes of a <see cref="NormalFormEncoder"/>.</summary>
internal sealed record EncoderShape(int Tokens, int Width, int Heads, int Hidden)
{
    /// <summary>BERT-Tiny with 32 tokens.</summary>
    public static EncoderShape BertTiny { get; } = new(32, 128, 2, 512);

    public int Layers { get; init; } = 2;

    public int Classes { get; init; } = 3;

    public int Power { get; init; } = 4;

    public int InverseDegree { get; init; } = 3;
}
