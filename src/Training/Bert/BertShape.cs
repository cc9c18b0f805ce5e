namespace PowerSoftmax.Training.Bert;

/// <summary>Sizes of BERT-Tiny's layers; tokens, classes, power and epsilons are those of <see cref="Model.IntentShape"/>.</summary>
/// <remarks>Turc, Chang, Lee, Toutanova, "Well-Read Students Learn Better", arXiv 1908.08962: the smallest model, L = 2, H = 128.</remarks>
internal static class BertShape
{
    public const int Width = 128;
    public const int Heads = 2;
    public const int FeedForward = 512;
}
