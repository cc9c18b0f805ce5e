using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>A ternary secret modulo QP, in native memory that is zeroed on dispose.</summary>
/// <remarks>
/// Thread-safe. Disposing waits for whoever encrypts, decrypts or makes keys with it: half of a ciphertext under a secret of zeros would
/// show its message. Only clients hold one: nothing that evaluates mentions this type.
/// </remarks>
public sealed class SecretKey : IDisposable
{
    private readonly Lifetime lifetime;

    /// <param name="coefficients">N values in {-1, 0, 1}, in a limb that is cleared on return; owned by the new object, also when it cannot be made.</param>
    internal SecretKey(RlweParameters parameters, Limb coefficients, IWorkers workers)
    {
        Parameters = parameters;
        Coefficients = coefficients;
        lifetime = new Lifetime(nameof(SecretKey), Free);

        try
        {
            Polynomial = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
            Polynomial.FillFromIntegers(coefficients, workers);
        }
        catch
        {
            Free();

            throw;
        }
    }

    public RlweParameters Parameters { get; }

    /// <summary>Its name, which every key made of it carries, and the circuit it was made for; without a circuit it serves any.</summary>
    public DataIdentity Identity { get; internal init; } = new(null, KeyId.Create());

    /// <summary>The name of this key and of all that are made of it.</summary>
    public KeyId Id => Identity.Keys!.Value;

    /// <summary>The secret's coefficients. To be read within a use.</summary>
    internal Limb Coefficients { get; }

    /// <summary>The secret in NTT form, modulo all primes. To be read within a use.</summary>
    internal RnsPolynomial Polynomial { get; }

    public void Dispose() => lifetime.CloseAndWait();

    /// <summary>Keeps the secret there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();

    private void Free()
    {
        Coefficients.Dispose();

        // Not there when its memory was refused.
        Polynomial?.Dispose();
    }
}
