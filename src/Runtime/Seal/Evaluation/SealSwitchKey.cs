using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>A key-switch key as SEAL means it: for Galois element g from s(X^g) to s, so that the automorphism goes before the digits.</summary>
internal sealed class SealSwitchKey : IDisposable
{
    private readonly RnsPolynomial[] masked;
    private readonly RnsPolynomial[] uniform;

    /// <param name="masked">c0 of each entry, modulo all primes; owned by the new object.</param>
    /// <param name="uniform">c1 of each entry.</param>
    public SealSwitchKey(RnsPolynomial[] masked, RnsPolynomial[] uniform)
    {
        this.masked = masked;
        this.uniform = uniform;
    }

    public RnsPolynomial Masked(int digit) => masked[digit];

    public RnsPolynomial Uniform(int digit) => uniform[digit];

    public void Dispose()
    {
        foreach (RnsPolynomial polynomial in masked.Concat(uniform))
        {
            polynomial.Dispose();
        }
    }
}
