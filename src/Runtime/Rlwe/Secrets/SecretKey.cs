using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>A dense ternary secret modulo QP. Its memory is zeroed on dispose.</summary>
/// <remarks>Only clients hold one: nothing that evaluates mentions this type.</remarks>
public sealed class SecretKey : IDisposable
{
    /// <param name="coefficients">N values in {-1, 0, 1}, in a limb that is cleared on return; owned by the new object.</param>
    internal SecretKey(RlweParameters parameters, Limb coefficients, IWorkers workers)
    {
        Parameters = parameters;
        Coefficients = coefficients;
        Polynomial = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
        Polynomial.FillFromIntegers(coefficients, workers);
    }

    public RlweParameters Parameters { get; }

    /// <summary>Its name, which every key made of it carries, and the circuit it was made for; without a circuit it serves any.</summary>
    public DataIdentity Identity { get; internal init; } = new(null, KeyId.Create());

    /// <summary>The name of this key and of all that are made of it.</summary>
    public KeyId Id => Identity.Keys!.Value;

    /// <summary>The secret's coefficients.</summary>
    internal Limb Coefficients { get; }

    /// <summary>The secret in NTT form, modulo all primes.</summary>
    internal RnsPolynomial Polynomial { get; }

    public void Dispose()
    {
        Coefficients.Dispose();
        Polynomial.Dispose();
    }
}
