using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Training.Model;

/// <summary>Sizes and constants of the model: what the weights do not say.</summary>
internal static class IntentShape
{
    public const int Tokens = IntentTokenizer.Length;
    public const int Width = 32;
    public const int Heads = 2;
    public const int FeedForward = 128;
    public const int Classes = 7;

    /// <summary>Exponent of the power softmax.</summary>
    public const int Power = 4;

    /// <summary>Added to the sum of powers, not to its root and not after the division.</summary>
    public const double DenominatorEpsilon = 1e-3;

    /// <summary>Added to every variance.</summary>
    public const double NormEpsilon = 1e-5;
}
