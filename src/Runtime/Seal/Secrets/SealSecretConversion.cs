using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Seal.Secrets;

/// <summary>Secret keys between SEAL and the engine. No branch or index depends on the secret.</summary>
public static class SealSecretConversion
{
    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    /// <exception cref="InvalidSealDataException">The key is not ternary, or not the same modulo all primes: it is damaged.</exception>
    public static SecretKey ToEngine(this SealConverter converter, SealSecretKey key, IWorkers workers)
    {
        RequireSame(converter.Seal.IsSameAs(key.Parameters), nameof(ToEngine));
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
        RnsPolynomial secret = key.Polynomial;

        return new SealSecretKey(converter.Seal, [.. Enumerable.Range(0, secret.LimbCount).Select(i => SealLimbs.ToSeal(secret.Limb(i), secret.Modulus(i)))]);
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
        bool same = true;

        for (int i = 0; i < key.Polynomial.LimbCount; i++)
        {
            ulong[] limb = SealLimbs.ToSeal(key.Polynomial.Limb(i), key.Polynomial.Modulus(i));
            Span<byte> bytes = MemoryMarshal.AsBytes(limb.AsSpan());
            same &= CryptographicOperations.FixedTimeEquals(bytes, MemoryMarshal.AsBytes(expected.Limb(i)));
            CryptographicOperations.ZeroMemory(bytes);
        }

        return same;
    }

    private static void RequireSame(bool same, string operation)
    {
        if (!same)
        {
            throw new ParameterMismatchException(operation);
        }
    }
}
