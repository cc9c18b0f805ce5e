using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Seal.Secrets;

/// <summary>SEAL's SecretKey: the secret in NTT form modulo all primes. Its memory is zeroed on dispose.</summary>
public sealed class SealSecretKey : IDisposable
{
    private readonly ulong[][] limbs;

    /// <param name="limbs">Owned by the new object.</param>
    internal SealSecretKey(SealParameters parameters, ulong[][] limbs)
    {
        Parameters = parameters;
        this.limbs = limbs;
    }

    public SealParameters Parameters { get; }

    /// <summary>The N residues modulo a prime.</summary>
    internal ReadOnlySpan<ulong> Limb(int prime) => limbs[prime];

    public void Dispose() => Array.ForEach(limbs, static limb => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(limb.AsSpan())));
}
