namespace PowerSoftmax.Passes.Noise;

/// <summary>Predicted noise of a circuit over all samples.</summary>
/// <param name="Nodes">By value of the Ckks graph.</param>
/// <param name="Outputs">By output, in the graph's order.</param>
public sealed record NoiseReport(IReadOnlyList<NodeNoise> Nodes, IReadOnlyList<OutputNoise> Outputs)
{
    /// <summary>Least precision of any output, in bits of its range.</summary>
    public double Bits => Outputs.Min(static output => output.Bits);

    /// <summary>The worst of both, value by value.</summary>
    public NoiseReport Join(NoiseReport other) => new(
        [.. Nodes.Zip(other.Nodes, NodeNoise.Max)],
        [.. Outputs.Zip(other.Outputs, static (left, right) => left.Join(right))]);
}
