using System.Globalization;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The engine's parameters of a SEAL parameter set, and the reverse: all primes but the last are q0 … qL, the last is P.</summary>
public static class SealCkksParameters
{
    /// <summary>The engine's parameters for evaluating what SEAL made.</summary>
    /// <param name="logDefaultScale">
    /// Base-2 logarithm of the scale that circuits work at, 20 to 48: that of the primes between the first and the last. Every level's scale
    /// must stay within half a bit of it. Single ciphertexts may have any scale.
    /// </param>
    /// <param name="security">
    /// Null for 128 bits by the engine's table or else by SEAL's older one, as the certificate then says. The insecure kind is for tests.
    /// </param>
    /// <exception cref="ParameterException">A prime is not below 2^49 or not prime, there is no special prime, scales would drift, or the modulus is above SEAL's budget.</exception>
    public static CkksParameters ToCkksParameters(this SealParameters seal, int logDefaultScale, SecurityLevel? security = null)
    {
        if (seal.Primes.Count < 2)
        {
            throw new ParameterException("primes", "a single one", "evaluation needs a special prime after the ciphertext primes: give CoeffModulus at least two.");
        }

        if (seal.Primes.FirstOrDefault(static prime => prime >= 1UL << PrimeSelection.MaxPrimeBits) is ulong large and not 0)
        {
            throw new ParameterException(
                "primes",
                "a list with " + large.ToString(CultureInfo.InvariantCulture),
                $"the engine evaluates primes below 2^{PrimeSelection.MaxPrimeBits}; choose CoeffModulus with at most {PrimeSelection.MaxPrimeBits} bits a prime.");
        }

        return CkksParameters.Create(new CkksParametersLiteral
        {
            LogN = seal.LogN,
            Q = [.. seal.Primes.SkipLast(1)],
            P = [seal.Primes[^1]],
            LogDefaultScale = logDefaultScale,
            Security = security ?? Claim(seal),
        });
    }

    /// <summary>SEAL's parameters for exchanging data of the engine.</summary>
    /// <exception cref="ParameterException">There are several special primes: SEAL has one.</exception>
    public static SealParameters ToSealParameters(this CkksParameters parameters)
    {
        if (parameters.Set.P.Count != 1)
        {
            throw new ParameterException(
                "P", $"a list of {parameters.Set.P.Count} special primes", "SEAL has exactly one: choose the parameters with SpecialPrimes = 1.");
        }

        return new SealParameters(parameters.LogN, [.. parameters.Set.Q, .. parameters.Set.P]);
    }

    // The stricter table where it holds; what neither allows is refused by the checks of the literal.
    private static SecurityLevel Claim(SealParameters seal) =>
        SecurityTable.Log2(seal.Primes) <= SecurityTable.Budget(seal.LogN) ? SecurityLevel.Bits128 : SecurityLevel.SealBits128;
}
