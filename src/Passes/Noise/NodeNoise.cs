namespace PowerSoftmax.Passes.Noise;

/// <summary>What a value of a circuit was on the samples.</summary>
/// <param name="Magnitude">Largest absolute value of any slot.</param>
/// <param name="Deviation">Largest predicted standard deviation of any slot.</param>
public readonly record struct NodeNoise(double Magnitude, double Deviation)
{
    public static NodeNoise Max(NodeNoise left, NodeNoise right) =>
        new(Math.Max(left.Magnitude, right.Magnitude), Math.Max(left.Deviation, right.Deviation));
}
