using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>An encryption of zero modulo QP, (b, a) with b = -a s + e: anyone can encrypt with it. The uniform half comes from a seed.</summary>
/// <remarks>Thread-safe. Its memory stays until those that encrypt with it are done: half a key would show messages.</remarks>
public sealed class PublicKey : IDisposable
{
    private readonly Lifetime lifetime;

    /// <param name="masked">b in NTT form over the extended basis of the highest level; owned by the new object.</param>
    internal PublicKey(RlweParameters parameters, RnsPolynomial masked, Seed seed, IWorkers workers)
    {
        Parameters = parameters;
        Masked = masked;
        Seed = seed;
        lifetime = new Lifetime(nameof(PublicKey), Free);
        Uniform = parameters.RentExtendedPolynomial(parameters.MaxLevel);
        Uniform.FillUniform(seed, 0, workers);
    }

    private PublicKey(RlweParameters parameters, RnsPolynomial masked, RnsPolynomial uniform)
    {
        Parameters = parameters;
        Masked = masked;
        Uniform = uniform;
        lifetime = new Lifetime(nameof(PublicKey), Free);
    }

    public RlweParameters Parameters { get; }

    /// <summary>The keys it is one of, and the circuit they were made for.</summary>
    public DataIdentity Identity { get; internal init; } = DataIdentity.None;

    internal RnsPolynomial Masked { get; }

    internal RnsPolynomial Uniform { get; }

    /// <summary>Of the uniform half; null when the key was made elsewhere.</summary>
    internal Seed? Seed { get; }

    /// <summary>A key made elsewhere, both halves given; it owns them.</summary>
    internal static PublicKey FromHalves(RlweParameters parameters, RnsPolynomial masked, RnsPolynomial uniform) => new(parameters, masked, uniform);

    public void Dispose() => lifetime.CloseAndWait();

    /// <summary>Keeps the key there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();

    private void Free()
    {
        Masked.Dispose();
        Uniform.Dispose();
        Seed?.Dispose();
    }
}
