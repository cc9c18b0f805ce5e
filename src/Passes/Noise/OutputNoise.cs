namespace PowerSoftmax.Passes.Noise;

/// <summary>An output tensor over the samples.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Low">Smallest element.</param>
/// <param name="High">Largest element.</param>
/// <param name="Deviation">Largest predicted standard deviation of an element.</param>
public sealed record OutputNoise(string Tensor, double Low, double High, double Deviation)
{
    /// <summary>Deviations that no error is expected to exceed: one in two million of normally distributed ones does.</summary>
    public const double Sigmas = 5;

    public double Range => High - Low;

    /// <summary>Bits of precision relative to the range of the output: -log2(expected largest error / range).</summary>
    public double Bits => -Math.Log2(Sigmas * Deviation / Range);

    public OutputNoise Join(OutputNoise other) =>
        this with { Low = Math.Min(Low, other.Low), High = Math.Max(High, other.High), Deviation = Math.Max(Deviation, other.Deviation) };
}
