namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>One of several weighted sums of the same terms.</summary>
internal readonly ref struct WeightedRow(ReadOnlySpan<double> weights, RowTarget target)
{
    /// <summary>One a term, balanced modulo the target's prime.</summary>
    public readonly ReadOnlySpan<double> Weights = weights;

    public readonly RowTarget Target = target;
}
