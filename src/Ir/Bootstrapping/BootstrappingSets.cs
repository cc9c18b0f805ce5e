using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Parameter sets that bootstrap.</summary>
/// <remarks>
/// At 128 bits N = 2^16 allows 1747 bits: 49 for q0, 3 x 40 for slots-to-coefficients, 40 a level for circuits, 14 x 48 for sine and
/// coefficients-to-slots, and 49 a special prime. What is not a level for circuits goes into special primes: they make key
/// switching faster and keys smaller. Derivation in docs/bootstrapping.md.
/// </remarks>
public static class BootstrappingSets
{
    private const int LogDefaultScale = 40;

    private const int LogBase = 49;

    /// <summary>Most levels for circuits that any set has.</summary>
    public const int MaxCircuitLevels = 17;

    /// <summary>The set of a ring degree with so many levels for circuits and as many special primes as the budget allows.</summary>
    /// <param name="logN">16 for 128 bits (15 has no room for this precision); smaller only for insecure tests.</param>
    /// <param name="circuitLevels">Levels between two bootstraps, 1 or more.</param>
    /// <param name="security">The claim.</param>
    /// <param name="bootstrapping">The defaults when null.</param>
    /// <returns>Null when the budget does not hold it with at least three special primes.</returns>
    public static CkksParametersLiteral? Find(
        int logN, int circuitLevels, SecurityLevel security = SecurityLevel.Bits128, BootstrappingLiteral? bootstrapping = null)
    {
        BootstrappingLiteral literal = bootstrapping ?? new BootstrappingLiteral();
        double budget = SecurityTable.Budget(logN, security) ?? double.PositiveInfinity;
        double chain = LogBase + (LogDefaultScale * (literal.SlotsToCoefficientsLevels + circuitLevels)) + (literal.LogScale * literal.LevelsAboveTarget);
        int special = (int)Math.Min(MaxSpecialPrimes, Math.Floor((budget - chain) / PrimeSelection.MaxPrimeBits));

        return special < MinSpecialPrimes ? null : PrimeSelection.Select(new ChainRequest(
            logN, literal.SlotsToCoefficientsLevels + circuitLevels, LogDefaultScale, LogBase, special, security, literal));
    }

    /// <summary>Every set of a ring degree, by ascending levels for circuits.</summary>
    public static IEnumerable<CkksParametersLiteral> All(int logN, SecurityLevel security = SecurityLevel.Bits128)
    {
        for (int levels = 4; levels <= MaxCircuitLevels; levels++)
        {
            if (Find(logN, levels, security) is CkksParametersLiteral literal)
            {
                yield return literal;
            }
        }
    }

    // Fewer make keys and key switches so dear that no circuit is faster for the levels won.
    private const int MinSpecialPrimes = 3;

    private const int MaxSpecialPrimes = 12;
}
