using System.Globalization;
using System.Numerics;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's EncryptionParameters for CKKS: the ring degree and the primes, the last of which is the special prime of key switching. Immutable.</summary>
/// <remarks>
/// Keys live modulo all primes, ciphertexts modulo the first ones, at most all but the last. Primes of up to 60 bits can be read, held and
/// written; only those below 2^49 can be evaluated. That the numbers are prime is checked when they are to be evaluated.
/// </remarks>
public sealed class SealParameters
{
    public const int MaxPrimes = 64;

    public const int MaxPrimeBits = 60;

    /// <summary>SEAL's number for the scheme CKKS.</summary>
    internal const byte CkksScheme = 2;

    private readonly ulong[] primes;
    private readonly SealParmsId[] ids;

    /// <param name="logN">Base-2 logarithm of the ring degree, 10 to 17.</param>
    /// <param name="primes">1 to 64 distinct numbers of at most 60 bits that are 1 modulo 2N, in SEAL's order: the special prime comes last.</param>
    /// <exception cref="ParameterException">Something is out of range.</exception>
    public SealParameters(int logN, IReadOnlyList<ulong> primes)
    {
        Check(logN, primes);
        LogN = logN;
        this.primes = [.. primes];
        ids = [.. Enumerable.Range(1, primes.Count).Select(count => SealParmsId.Of(N, this.primes.AsSpan(0, count)))];
    }

    public int LogN { get; }

    /// <summary>Ring degree: coefficients of a polynomial.</summary>
    public int N => 1 << LogN;

    public IReadOnlyList<ulong> Primes => primes;

    /// <summary>Primes of a fresh ciphertext: all but the last, or the only one.</summary>
    public int DataPrimeCount => Math.Max(1, primes.Length - 1);

    /// <summary>What objects modulo the first <paramref name="primeCount"/> primes carry.</summary>
    public SealParmsId Id(int primeCount) => ids[primeCount - 1];

    internal SealParmsId KeyId => ids[^1];

    /// <summary>The number of primes that an object with this id has; null when it was made for other parameters.</summary>
    internal int? PrimeCountOf(SealParmsId id)
    {
        int index = Array.IndexOf(ids, id);

        return index < 0 ? null : index + 1;
    }

    internal bool IsSameAs(SealParameters other) => KeyId == other.KeyId;

    private static void Check(int logN, IReadOnlyList<ulong> primes)
    {
        if (logN is < CkksParameterSet.MinLogN or > CkksParameterSet.MaxLogN)
        {
            throw new ParameterException("ring degree", $"2^{logN}", $"allowed is 2^{CkksParameterSet.MinLogN} to 2^{CkksParameterSet.MaxLogN}.");
        }

        if (primes.Count is 0 or > MaxPrimes)
        {
            throw new ParameterException("primes", $"a list of {primes.Count}", $"allowed are 1 to {MaxPrimes}.");
        }

        HashSet<ulong> seen = [];

        foreach (ulong prime in primes)
        {
            string value = prime.ToString(CultureInfo.InvariantCulture);

            if (BitOperations.Log2(prime) >= MaxPrimeBits || prime % (2UL << logN) != 1 || prime == 1)
            {
                throw new ParameterException("primes", $"a list with {value}", $"each has at most {MaxPrimeBits} bits and is 1 modulo 2^{logN + 1}.");
            }

            if (!seen.Add(prime))
            {
                throw new ParameterException("primes", $"a list with {value} twice", "all differ.");
            }
        }
    }
}
