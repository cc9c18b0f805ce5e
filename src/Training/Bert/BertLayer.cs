using PowerSoftmax.Training.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Bert;

/// <summary>An encoder layer of BERT: attention and feed-forward, a layer norm after each sum.</summary>
internal sealed class BertLayer : nn.Module<Tensor, (Tensor Output, RangedValue[] Values)>
{
    public readonly PowerAttention attention = new(BertShape.Width, BertShape.Heads);
    public readonly LayerNorm attentionNorm = nn.LayerNorm(BertShape.Width, IntentShape.NormEpsilon);
    public readonly Linear intermediate = nn.Linear(BertShape.Width, BertShape.FeedForward);
    public readonly Linear output = nn.Linear(BertShape.FeedForward, BertShape.Width);
    public readonly LayerNorm outputNorm = nn.LayerNorm(BertShape.Width, IntentShape.NormEpsilon);

    /// <summary>How much smaller than usual the weights of queries and keys start.</summary>
    private const double StartingWeights = 0.5;

    private readonly int index;

    /// <param name="index">Number of the layer, for the names of its values.</param>
    public BertLayer(int index) : base("layer")
    {
        this.index = index;
        RegisterComponents();
        StartAsMean();
    }

    public override (Tensor Output, RangedValue[] Values) forward(Tensor input)
    {
        (Tensor attended, Tensor scores, Tensor logDenominator) = attention.forward(input);
        Tensor attentionSum = input + attended;
        Tensor hidden = attentionNorm.forward(attentionSum);
        Tensor geluInput = intermediate.forward(hidden);
        Tensor fed = output.forward(nn.functional.gelu(geluInput));
        Tensor outputSum = hidden + fed;
        Tensor result = outputNorm.forward(outputSum);

        return (result,
        [
            Value("scores", RangeKind.Scores, scores),
            Value("denominator", RangeKind.LogDenominator, logDenominator),
            Value("attention output", RangeKind.State, attended),
            Value("variance after attention", RangeKind.LogVariance, LogVariance(attentionSum)),
            Value("hidden state between", RangeKind.State, hidden),
            Value("GELU input", RangeKind.GeluInput, geluInput),
            Value("feed-forward output", RangeKind.State, fed),
            Value("variance after feed-forward", RangeKind.LogVariance, LogVariance(outputSum)),
            Value("hidden state", RangeKind.State, result),
        ]);
    }

    /// <summary>Gives every score the same constant part, such that the powers of a row sum to 1, and little else.</summary>
    /// <remarks>Denominators then start inside their interval; from other starts training needs many epochs to narrow them.</remarks>
    private void StartAsMean()
    {
        using IDisposable noGradient = no_grad();
        double score = Math.Pow(IntentShape.Tokens, -1.0 / IntentShape.Power);
        double bias = Math.Sqrt(score * Math.Sqrt(attention.HeadWidth) / attention.HeadWidth);

        foreach (Linear projection in new[] { attention.query, attention.key })
        {
            projection.weight!.mul_(StartingWeights);
            projection.bias!.fill_(bias);
        }
    }

    private RangedValue Value(string name, RangeKind kind, Tensor values) => new($"layer {index}: {name}", kind, values);

    private static Tensor LogVariance(Tensor x) => (x.var(-1, unbiased: false) + IntentShape.NormEpsilon).log();
}
