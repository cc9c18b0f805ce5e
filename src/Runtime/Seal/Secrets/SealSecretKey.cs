using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Seal.Secrets;

/// <summary>SEAL's SecretKey: the secret in NTT form modulo all primes, in pinned memory that is zeroed on dispose.</summary>
/// <remarks>Thread-safe. Disposing waits for whoever writes or converts it.</remarks>
public sealed class SealSecretKey : IDisposable
{
    private readonly SecretWords limbs;
    private readonly Lifetime lifetime;

    /// <param name="limbs">Owned by the new object.</param>
    internal SealSecretKey(SealParameters parameters, SecretWords limbs)
    {
        Parameters = parameters;
        this.limbs = limbs;
        lifetime = new Lifetime(nameof(SealSecretKey), limbs.Dispose);
    }

    public SealParameters Parameters { get; }

    public void Dispose() => lifetime.CloseAndWait();

    /// <summary>The N residues modulo a prime. To be read within a use.</summary>
    internal ReadOnlySpan<ulong> Limb(int prime) => limbs[prime];

    /// <summary>Keeps the secret there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();
}
