using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Model;

/// <summary>
/// One transformer layer over 32 tokens: normalized embeddings, power-softmax attention, a normalized GELU feed-forward, the
/// mean over all tokens and a linear classifier.
/// </summary>
/// <remarks>There is no padding mask: the filler is a token like others, so nothing depends on the text's length.</remarks>
internal sealed class IntentNetwork : nn.Module<Tensor, IntentActivations>
{
    public readonly Embedding token;
    public readonly Parameter position;
    public readonly LayerNorm embeddingNorm = nn.LayerNorm(IntentShape.Width, IntentShape.NormEpsilon);
    public readonly PowerAttention attention = new(IntentShape.Width, IntentShape.Heads);
    public readonly LayerNorm outputNorm = nn.LayerNorm(IntentShape.Width, IntentShape.NormEpsilon);
    public readonly Linear intermediate = nn.Linear(IntentShape.Width, IntentShape.FeedForward);
    public readonly Linear output = nn.Linear(IntentShape.FeedForward, IntentShape.Width);
    public readonly Linear classifier = nn.Linear(IntentShape.Width, IntentShape.Classes);

    public IntentNetwork(int vocabularySize) : base("intent")
    {
        token = nn.Embedding(vocabularySize, IntentShape.Width);
        position = new Parameter(randn([IntentShape.Tokens, IntentShape.Width]) * 0.3);
        RegisterComponents();
    }

    public override IntentActivations forward(Tensor tokens)
    {
        Tensor embedded = embeddingNorm.forward(token.forward(tokens) + position);
        (Tensor attended, Tensor scores, Tensor logDenominator) = attention.forward(embedded);
        Tensor hidden = embedded + attended;
        Tensor logVariance = (hidden.var(-1, unbiased: false) + IntentShape.NormEpsilon).log();
        Tensor geluInput = intermediate.forward(outputNorm.forward(hidden));
        Tensor result = hidden + output.forward(nn.functional.gelu(geluInput));
        Tensor logits = classifier.forward(result.mean([1]));

        return new IntentActivations(
            logits,
            [
                new RangedValue("scores s", RangeKind.Scores, scores),
                new RangedValue("denominator", RangeKind.LogDenominator, logDenominator),
                new RangedValue("variance", RangeKind.LogVariance, logVariance),
                new RangedValue("GELU input", RangeKind.GeluInput, geluInput),
            ]);
    }
}
