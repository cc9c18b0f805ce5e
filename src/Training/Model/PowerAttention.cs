using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Model;

/// <summary>Multi-head attention whose weights are s^4 / (sum of s^4 + epsilon).</summary>
/// <remarks>"Power-Softmax: Towards Secure LLM Inference over Encrypted Data", arXiv 2410.09457.</remarks>
internal sealed class PowerAttention : nn.Module<Tensor, (Tensor Output, Tensor Scores, Tensor LogDenominator)>
{
    public readonly Linear query;
    public readonly Linear key;
    public readonly Linear value;
    public readonly Linear output;

    private readonly int width;

    /// <summary>Makes an untrained attention.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="heads">A divisor of the width.</param>
    public PowerAttention(int width, int heads) : base("attention")
    {
        this.width = width;
        Heads = heads;
        query = nn.Linear(width, width);
        key = nn.Linear(width, width);
        value = nn.Linear(width, width);
        output = nn.Linear(width, width);
        RegisterComponents();
    }

    public int Heads { get; }

    public int HeadWidth => width / Heads;

    public override (Tensor Output, Tensor Scores, Tensor LogDenominator) forward(Tensor input)
    {
        Tensor keys = SplitHeads(key.forward(input)).transpose(2, 3);
        Tensor scores = matmul(SplitHeads(query.forward(input)), keys) / Math.Sqrt(HeadWidth);

        // Stable form: powers of scores / c stay in [0, 1]. Scaling epsilon by c^-4 keeps weights and denominator exactly
        // those of the exported graph, whatever c is; so no gradient flows through c.
        Tensor c = scores.detach().abs().amax([-1], keepdim: true).clamp_min(1e-3);
        Tensor powers = (scores / c).pow(IntentShape.Power);
        Tensor sum = powers.sum(-1, keepdim: true) + (IntentShape.DenominatorEpsilon / c.pow(IntentShape.Power));
        Tensor logDenominator = (sum.log() + (IntentShape.Power * c.log())).squeeze(-1);

        Tensor mixed = matmul(powers / sum, SplitHeads(value.forward(input)));

        return (output.forward(MergeHeads(mixed)), scores, logDenominator);
    }

    private Tensor SplitHeads(Tensor x) =>
        x.reshape(x.shape[0], IntentShape.Tokens, Heads, HeadWidth).transpose(1, 2);

    private Tensor MergeHeads(Tensor x) =>
        x.transpose(1, 2).reshape(x.shape[0], IntentShape.Tokens, width);
}
