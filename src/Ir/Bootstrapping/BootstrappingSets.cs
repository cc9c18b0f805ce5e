using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>The parameter sets with bootstrapping that a circuit may be compiled for.</summary>
/// <remarks>
/// The chain, from the bottom: q0, three levels for slots-to-coefficients, the residual levels of the circuit, ten for the modular
/// reduction and four for coefficients-to-slots.
/// </remarks>
public static class BootstrappingSets
{
    /// <summary>Smallest ring whose budget holds a bootstrap.</summary>
    public const int MinLogN = 16;

    /// <summary>-log2 of a bootstrap's error relative to its bound.</summary>
    public const double PrecisionBits = 20;

    private const int LogScale = 40;
    private const int LogBase = 49;
    private const int SlotsToCoefficients = 3;
    private const int LevelsAbove = 14;
    private const int LogPrimeAbove = 48;

    /// <summary>Numbers of residual levels to choose from.</summary>
    public static IReadOnlyList<int> ResidualLevels { get; } = Enumerable.Range(6, 10).ToArray();

    /// <summary>The set of this size, or null where its modulus is above the budget of the claim.</summary>
    /// <param name="logN">Ring degree.</param>
    /// <param name="residualLevels">Levels of the circuit above those of slots-to-coefficients.</param>
    /// <param name="specialPrimes">Special primes, and primes of a digit.</param>
    /// <param name="security">The claim.</param>
    public static BootstrappingSet? Find(int logN, int residualLevels, int specialPrimes, SecurityLevel security)
    {
        if (logN < MinLogN || SecurityTable.Budget(logN, security) is not int budget)
        {
            return null;
        }

        int top = SlotsToCoefficients + residualLevels;
        double atLeast = LogBase + (top * LogScale) + (LevelsAbove * LogPrimeAbove) + (specialPrimes * PrimeSelection.MaxPrimeBits);
        if (Math.Ceiling(atLeast) > budget)
        {
            return null;
        }

        CkksParametersLiteral literal = PrimeSelection.Select(new ChainRequest(logN, top, LogScale, LogBase, specialPrimes, security));
        double bits = SecurityTable.Log2(literal.Q.Concat(literal.P)) + (LevelsAbove * LogPrimeAbove);
        return bits > budget
            ? null
            : new BootstrappingSet(literal, new Level(SlotsToCoefficients), new Level(top), LevelsAbove, bits, PrecisionBits);
    }
}
