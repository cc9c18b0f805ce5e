using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Parameter sets that bootstrap.</summary>
/// <remarks>
/// At 128 bits N = 2^16 allows 1747 bits: 49 for q0, 3 x 40 for slots-to-coefficients, 40 a level for circuits, 14 x 48 for sine and
/// coefficients-to-slots, and 49 a special prime. What is not a level for circuits goes into special primes: they make key
/// switching faster and keys smaller. N = 2^15 (868 bits) holds three to five levels at 15 to 11 bits of precision: every level more
/// takes 2 bits from each prime of the sine. Derivation in docs/bootstrapping.md.
/// </remarks>
public static class BootstrappingSets
{
    /// <summary>Smallest ring that compilers bootstrap in: smaller ones have no room for the precision of deep circuits.</summary>
    public const int MinLogN = 16;

    // Fewer make keys and key switches so dear that no circuit is faster for the levels won.
    private const int MinSpecialPrimes = 3;

    private const int MaxSpecialPrimes = 12;

    /// <summary>Numbers of levels for circuits to choose from.</summary>
    public static IReadOnlyList<int> CircuitLevels { get; } = [.. Enumerable.Range(4, 14)];

    private static readonly SecurityLevel[] Claims = [SecurityLevel.Bits128, SecurityLevel.Bits192];

    // A prediction takes some hundredths of a second, and all sets of a ring and claim share it.
    private static readonly (int LogN, SecurityLevel Claim, Lazy<double> Bits)[] Precisions =
    [
        .. from logN in Enumerable.Range(MinLogN, CkksParameterSet.MaxLogN - MinLogN + 1)
           from claim in Claims
           select (logN, claim, new Lazy<double>(() => BootstrapPrecision.Predict(BootstrappingLiteral.For(claim), logN).RootMeanSquareBits)),
    ];

    /// <summary>-log2 of a bootstrap's error (standard deviation of a slot) relative to its bound, for the literal that compilers use.</summary>
    /// <param name="logN">16 or 17.</param>
    /// <param name="claim">128 or 192 bits.</param>
    public static double PrecisionBits(int logN, SecurityLevel claim) =>
        Precisions.Single(precision => precision.LogN == logN && precision.Claim == claim).Bits.Value;

    /// <summary>The set of a ring degree with so many levels for circuits and as many special primes as make the fewest digits.</summary>
    /// <param name="logN">15 or 16 for 128 bits; smaller only for insecure tests.</param>
    /// <param name="circuitLevels">Levels between two bootstraps, 1 or more.</param>
    /// <param name="security">The claim.</param>
    /// <param name="bootstrapping">The usual one of the ring degree and claim when null.</param>
    /// <returns>Null when the budget does not hold it with at least three special primes.</returns>
    public static CkksParametersLiteral? Find(
        int logN, int circuitLevels, SecurityLevel security = SecurityLevel.Bits128, BootstrappingLiteral? bootstrapping = null)
    {
        bool isSmall = logN < MinLogN && security != SecurityLevel.InsecureTest;

        if (isSmall && circuitLevels > BootstrappingSizes.SmallCircuitLevels)
        {
            return null;
        }

        BootstrappingSizes sizes = isSmall
            ? BootstrappingSizes.Small(circuitLevels, bootstrapping)
            : BootstrappingSizes.Usual(bootstrapping ?? BootstrappingLiteral.For(security));
        double budget = security == SecurityLevel.InsecureTest ? double.PositiveInfinity : SecurityTable.Budget(logN, security) ?? 0;
        int most = (int)Math.Min(MaxSpecialPrimes, Math.Floor((budget - sizes.Bits(circuitLevels)) / sizes.LogSpecial));

        // Of the numbers that make equally few digits the smallest: further special primes would only be work.
        return most < MinSpecialPrimes ? null : sizes.Select(logN, circuitLevels, Evenly(sizes.Primes(circuitLevels), most), security);
    }

    /// <summary>The set with so many special primes, as compilers see it, or null where its modulus is above the budget of the claim.</summary>
    /// <param name="logN">Ring degree, at least <see cref="MinLogN"/>.</param>
    /// <param name="circuitLevels">Levels between two bootstraps, 1 or more.</param>
    /// <param name="specialPrimes">Special primes, and primes of a digit.</param>
    /// <param name="security">The claim.</param>
    public static BootstrappingSet? Find(int logN, int circuitLevels, int specialPrimes, SecurityLevel security)
    {
        BootstrappingSizes sizes = BootstrappingSizes.Usual(BootstrappingLiteral.For(security));

        return logN >= MinLogN
            && specialPrimes >= MinSpecialPrimes
            && SecurityTable.Budget(logN, security) is int budget
            && sizes.Bits(circuitLevels) + (specialPrimes * sizes.LogSpecial) <= budget
            ? BootstrappingSet.Of(sizes.Select(logN, circuitLevels, specialPrimes, security), PrecisionBits(logN, security))
            : null;
    }

    /// <summary>Every set of a ring degree, by ascending levels for circuits.</summary>
    public static IEnumerable<CkksParametersLiteral> All(int logN, SecurityLevel security = SecurityLevel.Bits128) =>
        Enumerable.Range(3, CircuitLevels[CircuitLevels.Count - 1] - 2).Select(levels => Find(logN, levels, security)).OfType<CkksParametersLiteral>();

    private static int Evenly(int primes, int most)
    {
        int digits = (primes + most - 1) / most;

        return (primes + digits - 1) / digits;
    }
}
