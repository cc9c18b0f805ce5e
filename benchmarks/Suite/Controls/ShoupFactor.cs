using System.Runtime.CompilerServices;

namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <summary>A constant factor with its quotient at hand, so that a product costs three multiplications and no division.</summary>
/// <remarks>Shoup's trick as in Harvey, "Faster arithmetic for number-theoretic transforms", arXiv 1205.2926, section 2.</remarks>
internal readonly struct ShoupFactor
{
    private readonly ulong value;
    private readonly ulong quotient;

    /// <param name="value">Below the prime.</param>
    /// <param name="prime">Below 2^61.</param>
    public ShoupFactor(ulong value, ulong prime)
    {
        this.value = value;
        quotient = (ulong)(((UInt128)value << 64) / prime);
    }

    /// <summary>x times the factor modulo the prime, in [0, 2 p), for any word x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong MultiplyLazy(ulong x, ulong prime) => (x * value) - (Scalar.HighProduct(x, quotient) * prime);
}
