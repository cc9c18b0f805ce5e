using PowerSoftmax.Training.Model;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Learning;

/// <summary>Cost of wide input ranges: what an encrypted evaluation pays for in levels.</summary>
/// <remarks>
/// Denominators and variances are pulled towards 1, where their logarithm is 0; a second term punishes outliers, because the
/// widest row alone decides the interval of an approximation.
/// </remarks>
/// <param name="FreeLog">Half width of the interval of ln(denominator) and ln(variance) without outlier cost.</param>
/// <param name="FreeGelu">Magnitude up to which inputs of GELU cost nothing.</param>
/// <param name="OutlierWeight">Weight of the outlier terms against the quadratic ones.</param>
/// <param name="WorstWeight">Weight of the worst value of each utterance against the mean of all, inside an outlier term.</param>
internal sealed record RangePenalty(double FreeLog, double FreeGelu, double OutlierWeight, double WorstWeight)
{
    /// <summary>Magnitude up to which values between layers cost nothing.</summary>
    public double FreeState { get; init; } = double.PositiveInfinity;

    /// <summary>The penalty of a batch, a scalar: a sum over all values and layers.</summary>
    public Tensor Of(IntentActivations activations) => activations.Values
        .Where(static value => value.Kind != RangeKind.Scores)
        .Select(Of)
        .Aggregate(static (sum, next) => sum + next);

    private Tensor Of(RangedValue value) => value.Kind switch
    {
        RangeKind.GeluInput => OutlierWeight * Excess(value.Values, FreeGelu),
        RangeKind.State => OutlierWeight * Excess(value.Values, FreeState),
        _ => OfLogarithm(value.Values),
    };

    private Tensor OfLogarithm(Tensor logarithm) =>
        logarithm.square().mean() + (OutlierWeight * Excess(logarithm, FreeLog));

    private Tensor Excess(Tensor x, double free)
    {
        Tensor squared = (x.abs() - free).clamp_min(0).square();

        // A mean over all rows would hide the one that is worst.
        return squared.mean() + (WorstWeight * squared.reshape(squared.shape[0], -1).amax([1]).mean());
    }
}
