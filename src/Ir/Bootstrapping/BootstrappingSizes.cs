using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Sizes of the primes of a set that bootstraps, in bits.</summary>
/// <param name="Literal">How it bootstraps.</param>
/// <param name="LogDefaultScale">A level's.</param>
/// <param name="LogBase">q0's.</param>
/// <param name="LogSpecial">A special prime's: a bit more than the sine's, so that key switching adds less than rounding does.</param>
internal sealed record BootstrappingSizes(BootstrappingLiteral Literal, int LogDefaultScale, int LogBase, int LogSpecial)
{
    /// <summary>Most levels for circuits at N = 2^15: with more, less than 9 bits would be left.</summary>
    public const int SmallCircuitLevels = 5;

    // N = 2^15: primes of the sine have 46 bits less 2 for each level.
    private const int SmallLogScale = 46;

    /// <summary>The largest primes: 20 bits of precision and more at N = 2^16.</summary>
    public static BootstrappingSizes Usual(BootstrappingLiteral literal) => new(literal, 40, 49, 49);

    /// <summary>What N = 2^15 has room for.</summary>
    public static BootstrappingSizes Small(int circuitLevels, BootstrappingLiteral? literal)
    {
        int logScale = SmallLogScale - (2 * circuitLevels);

        return new(
            literal ?? new BootstrappingLiteral { SlotsToCoefficientsLevels = 2, CoefficientsToSlotsLevels = 3, LogScale = logScale },
            32,
            logScale + 2,
            logScale + 4);
    }

    /// <summary>Primes of the chain.</summary>
    public int Primes(int circuitLevels) => 1 + Literal.SlotsToCoefficientsLevels + circuitLevels + Literal.LevelsAboveTarget;

    /// <summary>Bits of the chain, at most.</summary>
    public double Bits(int circuitLevels) =>
        LogBase + (LogDefaultScale * (Literal.SlotsToCoefficientsLevels + circuitLevels)) + (Literal.LogScale * Literal.LevelsAboveTarget);

    /// <summary>The literal with its primes.</summary>
    public CkksParametersLiteral Select(int logN, int circuitLevels, int specialPrimes, SecurityLevel security) => PrimeSelection.Select(new ChainRequest(
        logN, Literal.SlotsToCoefficientsLevels + circuitLevels, LogDefaultScale, LogBase, specialPrimes, security, Literal, LogSpecial));
}
