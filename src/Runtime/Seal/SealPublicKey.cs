namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's PublicKey: an encryption of zero modulo all primes. Immutable.</summary>
public sealed class SealPublicKey
{
    internal SealPublicKey(SealCiphertext zero) => Zero = zero;

    public SealParameters Parameters => Zero.Parameters;

    /// <summary>(-a s + e, a).</summary>
    public SealCiphertext Zero { get; }
}
