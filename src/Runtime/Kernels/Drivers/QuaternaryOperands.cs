namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The four spans that a <see cref="QuaternaryDriver{TOperator}"/> reads, one residue of each at a time.</summary>
internal readonly ref struct QuaternaryOperands(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, ReadOnlySpan<double> w)
{
    public readonly ReadOnlySpan<double> X = x;
    public readonly ReadOnlySpan<double> Y = y;
    public readonly ReadOnlySpan<double> Z = z;
    public readonly ReadOnlySpan<double> W = w;
}
