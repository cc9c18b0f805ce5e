using PowerSoftmax.Training.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Bert;

/// <summary>BERT's encoder with power-softmax over 32 tokens, the mean over all tokens and a linear classifier.</summary>
/// <remarks>There is no padding mask: the filler is a token like others, so nothing depends on the text's length.</remarks>
internal sealed class BertNetwork : nn.Module<Tensor, IntentActivations>
{
    public readonly Embedding token;
    public readonly Parameter position;
    public readonly LayerNorm embeddingNorm = nn.LayerNorm(BertShape.Width, IntentShape.NormEpsilon);
    public readonly ModuleList<BertLayer> layers;
    public readonly Linear classifier = nn.Linear(BertShape.Width, IntentShape.Classes);

    /// <summary>Makes an untrained network.</summary>
    public BertNetwork(int vocabularySize, int layerCount) : base("bert")
    {
        token = nn.Embedding(vocabularySize, BertShape.Width);
        position = new Parameter(randn([IntentShape.Tokens, BertShape.Width]) * 0.3);
        layers = new ModuleList<BertLayer>([.. Enumerable.Range(0, layerCount).Select(static index => new BertLayer(index))]);
        RegisterComponents();
    }

    public override IntentActivations forward(Tensor tokens)
    {
        Tensor hidden = embeddingNorm.forward(token.forward(tokens) + position);
        List<RangedValue> values = [new RangedValue("embedding", RangeKind.State, hidden)];

        foreach (BertLayer layer in layers)
        {
            (hidden, RangedValue[] layerValues) = layer.forward(hidden);
            values.AddRange(layerValues);
        }

        return new IntentActivations(classifier.forward(hidden.mean([1])), values);
    }
}
