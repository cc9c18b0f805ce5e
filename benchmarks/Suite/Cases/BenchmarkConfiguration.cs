using System.Globalization;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Benchmarks.Suite.Cases;

/// <summary>The sizes that a row of results is measured at.</summary>
public sealed record BenchmarkConfiguration
{
    /// <summary>Most primes of a digit, and special primes.</summary>
    public const int MaxDigitPrimes = 16;

    private const int LogDefaultScale = 45;
    private const int LogBase = 48;

    /// <param name="logN">Ring degree, 10 to 17.</param>
    /// <param name="primes">Ciphertext primes, 1 to 64.</param>
    /// <param name="dnum">Digits of a key switch asked for, at least 1; where the primes do not split so, the next lower number is taken.</param>
    /// <param name="threads">Threads, 1 to 64.</param>
    /// <exception cref="ParameterException">A digit would have more primes than the engine takes.</exception>
    public BenchmarkConfiguration(int logN, int primes, int dnum, int threads)
    {
        LogN = logN;
        Primes = primes;
        SpecialPrimes = (primes + dnum - 1) / dnum;
        Threads = threads;

        if (SpecialPrimes > MaxDigitPrimes)
        {
            throw new ParameterException(
                nameof(dnum),
                dnum.ToString(CultureInfo.InvariantCulture),
                $"a digit of {primes} primes would have {SpecialPrimes}, and {MaxDigitPrimes} are allowed; ask for at least {(primes + MaxDigitPrimes - 1) / MaxDigitPrimes} digits, or for fewer primes.");
        }
    }

    public int LogN { get; }

    /// <summary>Ciphertext primes.</summary>
    public int Primes { get; }

    /// <summary>Special primes, and primes of a digit: as few as the number of digits allows.</summary>
    public int SpecialPrimes { get; }

    public int Threads { get; }

    /// <summary>Digits that a key switch has.</summary>
    public int Dnum => Shape.Digits;

    /// <summary>Counts of a key switch at the highest level.</summary>
    public KeySwitchShape Shape => new(Primes, SpecialPrimes);

    /// <summary>Parameters of this size; of the insecure test kind where QP is above the budget for 128 bits.</summary>
    /// <remarks>The size of the primes does not change any time: 48 bits for q0, 45 for the others, 49 for the special primes.</remarks>
    /// <exception cref="ParameterException">The ring has not enough primes.</exception>
    public CkksParametersLiteral Parameters()
    {
        ChainRequest request = new(LogN, Primes - 1, LogDefaultScale, LogBase, SpecialPrimes);
        CkksParametersLiteral literal = PrimeSelection.Select(request);
        bool secure = SecurityTable.Log2(literal.Q) + SecurityTable.Log2(literal.P) <= (SecurityTable.Budget(LogN) ?? 0);

        return secure ? literal : literal with { Security = SecurityLevel.InsecureTest };
    }
}
