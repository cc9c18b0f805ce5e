using System.Globalization;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>What <see cref="PrimeSelection"/> is asked for.</summary>
/// <param name="LogN">Ring degree, 10 to 17.</param>
/// <param name="Levels">Number of rescales, 0 to 128; with bootstrapping those for slots-to-coefficients and circuits.</param>
/// <param name="LogDefaultScale">Scale in bits, 25 to 48; also the size of the level primes.</param>
/// <param name="LogBase">Size of q0 in bits, LogDefaultScale to 49: the bits above the scale are headroom for the message.</param>
/// <param name="SpecialPrimes">Special primes, and primes of a digit in key switching.</param>
/// <param name="Security">The claim to be checked.</param>
/// <param name="Bootstrapping">What bootstrapping needs above the levels; null for nothing.</param>
/// <param name="LogSpecial">Size of the special primes in bits, 30 to 49: above the largest prime of a digit.</param>
public sealed record ChainRequest(
    int LogN,
    int Levels,
    int LogDefaultScale = 45,
    int LogBase = 48,
    int SpecialPrimes = 1,
    SecurityLevel Security = SecurityLevel.Bits128,
    BootstrappingLiteral? Bootstrapping = null,
    int LogSpecial = PrimeSelection.MaxPrimeBits)
{
    internal void Check()
    {
        Range(nameof(LogN), LogN, CkksParameterSet.MinLogN, CkksParameterSet.MaxLogN);
        Range(nameof(Levels), Levels, 0, 128);
        Range(nameof(LogDefaultScale), LogDefaultScale, 25, 48);
        Range(nameof(LogBase), LogBase, LogDefaultScale, PrimeSelection.MaxPrimeBits);
        Range(nameof(SpecialPrimes), SpecialPrimes, 1, 16);
        Range(nameof(LogSpecial), LogSpecial, 30, PrimeSelection.MaxPrimeBits);
    }

    private static void Range(string field, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new ParameterException(field, value.ToString(CultureInfo.InvariantCulture), $"allowed is {low} to {high}.");
        }
    }
}
