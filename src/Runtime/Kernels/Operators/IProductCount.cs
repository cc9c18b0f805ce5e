namespace PowerSoftmax.Runtime.Kernels.Operators;

/// <summary>A number of products known to the JIT, so that sums unroll: one load instruction for each stream.</summary>
internal interface IProductCount
{
    static abstract int Value { get; }
}
