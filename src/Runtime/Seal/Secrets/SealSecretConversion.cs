using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Seal.Secrets;

/// <summary>Secret keys between SEAL and the engine. No branch or index depends on the secret. Thread-safe.</summary>
public static class SealSecretConversion
{
    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    /// <exception cref="InvalidSealDataException">The key is not ternary, or not the same modulo all primes: it is damaged.</exception>
    public static SecretKey ToEngine(this SealConverter converter, SealSecretKey key, IWorkers workers)
    {
        RequireSame(converter.Seal.IsSameAs(key.Parameters), nameof(ToEngine));
        using LifetimeUse use = key.Enter();
        CkksParameters parameters = converter.Parameters;
        Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        SealLimbs.ToEngine(key.Limb(0), coefficients.Span, parameters.Ring.Moduli[0]);
        parameters.Ring.Ntt(0).Inverse(coefficients.Span);

        if (!IsTernary(coefficients.Span))
        {
            coefficients.Dispose();

            throw new InvalidSealDataException("secret key", "coefficients", "a coefficient is not -1, 0 or 1. The key is damaged, or not a key.");
        }

        SecretKey result = new(parameters, coefficients, workers);

        if (!IsSame(result, key))
        {
            result.Dispose();

            throw new InvalidSealDataException("secret key", "residues", "the primes disagree about the coefficients. The key is damaged.");
        }

        return result;
    }

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public static SealSecretKey ToSeal(this SealConverter converter, SecretKey key)
    {
        RequireSame(converter.Parameters.IsSameAs(key.Parameters), nameof(ToSeal));
        using LifetimeUse use = key.Enter();

        return new SealSecretKey(converter.Seal, ToSealWords(key.Polynomial));
    }

    private static bool IsTernary(ReadOnlySpan<double> coefficients)
    {
        double largest = 0;

        foreach (double coefficient in coefficients)
        {
            largest = Math.Max(largest, Math.Abs(coefficient));
        }

        return largest <= 1;
    }

    private static bool IsSame(SecretKey key, SealSecretKey expected)
    {
        using SecretWords actual = ToSealWords(key.Polynomial);
        bool same = true;

        for (int i = 0; i < key.Polynomial.LimbCount; i++)
        {
            same &= CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(actual[i]), MemoryMarshal.AsBytes(expected.Limb(i)));
        }

        return same;
    }

    private static SecretWords ToSealWords(RnsPolynomial secret)
    {
        SecretWords words = new();

        for (int i = 0; i < secret.LimbCount; i++)
        {
            SealLimbs.ToSeal(secret.Limb(i), words.Add(secret.Ring.Degree), secret.Modulus(i));
        }

        return words;
    }

    private static void RequireSame(bool same, string operation)
    {
        if (!same)
        {
            throw new ParameterMismatchException(operation);
        }
    }
}
