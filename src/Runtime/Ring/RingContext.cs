using System.Collections.Concurrent;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>The ring Z[X]/(X^N + 1) modulo a list of primes, with everything that depends on nothing else: tables and memory.</summary>
/// <remarks>
/// Primes are known by their index in the list, ciphertext primes q0 .. qL first, special primes after them. Thread-safe.
/// Transform tables are built in parallel on construction (16.3 N bytes a prime), automorphism tables at first use (4 N each).
/// </remarks>
public sealed class RingContext
{
    private readonly Modulus[] moduli;
    private readonly NttTable[] tables;
    private readonly double[][] inverses;
    private readonly ConcurrentDictionary<uint, AutomorphismTable> automorphisms;
    private readonly ConcurrentDictionary<int, RnsDivision> divisions = new();
    private readonly ConcurrentDictionary<int, Subring> subrings = new();

    /// <param name="logN">Logarithm of the ring degree, 10 to 17.</param>
    /// <param name="primes">Distinct primes below 2^49 that are 1 modulo 2N.</param>
    /// <exception cref="ArgumentException">A prime is repeated or unsuitable; the message names it.</exception>
    public RingContext(int logN, IReadOnlyList<ulong> primes)
        : this(logN, primes, KernelDispatch.Best)
    {
    }

    internal RingContext(int logN, IReadOnlyList<ulong> primes, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logN, NttSchedule.MinLogN);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logN, NttSchedule.MaxLogN);
        RequireDistinct(primes);

        LogN = logN;
        Lanes = lanes;
        moduli = [.. primes.Select(prime => new Modulus(prime))];
        tables = BuildTables(logN, moduli, lanes);
        inverses = [.. moduli.Select(modulus => Array.ConvertAll(moduli, other => InverseOf(other, modulus)))];
        automorphisms = new ConcurrentDictionary<uint, AutomorphismTable>();
        Limbs = new LimbPool(Degree);
    }

    // Some primes of another ring, with its tables and its memory.
    private RingContext(RingContext whole, int[] primeIndices)
    {
        LogN = whole.LogN;
        Lanes = whole.Lanes;
        moduli = Array.ConvertAll(primeIndices, prime => whole.moduli[prime]);
        tables = Array.ConvertAll(primeIndices, prime => whole.tables[prime]);
        inverses = Array.ConvertAll(primeIndices, modulus => Array.ConvertAll(primeIndices, prime => whole.inverses[modulus][prime]));
        automorphisms = whole.automorphisms;
        Limbs = whole.Limbs;
    }

    public int LogN { get; }

    /// <summary>N, the number of coefficients.</summary>
    public int Degree => 1 << LogN;

    public int PrimeCount => moduli.Length;

    public IReadOnlyList<Modulus> Moduli => moduli;

    /// <summary>Where polynomials of this ring get their memory.</summary>
    public LimbPool Limbs { get; }

    /// <summary>Lane width of all kernels over this ring.</summary>
    internal LaneWidth Lanes { get; }

    /// <summary>Transform tables of prime <paramref name="primeIndex"/>.</summary>
    public NttTable Ntt(int primeIndex) => tables[primeIndex];

    /// <summary>The inverse of prime <paramref name="primeIndex"/> modulo another one, balanced.</summary>
    public double PrimeInverse(int primeIndex, int modulusIndex) => inverses[modulusIndex][primeIndex];

    /// <summary>The automorphism X to X^g.</summary>
    /// <exception cref="ArgumentException"><paramref name="galoisElement"/> is even or not below 2N.</exception>
    public AutomorphismTable AutomorphismTable(uint galoisElement) =>
        automorphisms.GetOrAdd(galoisElement, static (element, logN) => new AutomorphismTable(logN, element), LogN);

    /// <summary>The ring modulo some of the primes; shares tables and memory with this one.</summary>
    internal RingContext Select(ReadOnlySpan<int> primeIndices) => new(this, primeIndices.ToArray());

    /// <summary>The polynomials in X^R, R = N / 2^<paramref name="logDegree"/>.</summary>
    internal Subring Subring(int logDegree) => subrings.GetOrAdd(logDegree, degree => new Subring(this, degree));

    /// <summary>Division by one prime, to any other primes.</summary>
    internal RnsDivision DivisionBy(int primeIndex) =>
        divisions.GetOrAdd(primeIndex, prime => new RnsDivision(this, [prime], [.. Enumerable.Range(0, PrimeCount)]));

    private static NttTable[] BuildTables(int logN, Modulus[] moduli, LaneWidth lanes)
    {
        NttTable[] tables = new NttTable[moduli.Length];

        try
        {
            Parallel.For(0, moduli.Length, i => tables[i] = new NttTable(logN, moduli[i], lanes));
        }
        catch (AggregateException failures)
        {
            throw new ArgumentException(failures.InnerException!.Message, nameof(moduli), failures.InnerException);
        }

        return tables;
    }

    private static double InverseOf(Modulus value, Modulus modulus) =>
        ReferenceEquals(value, modulus) ? 0.0 : modulus.Balance(modulus.Inverse(value.Value));

    private static void RequireDistinct(IReadOnlyList<ulong> primes)
    {
        HashSet<ulong> seen = [];

        foreach (ulong prime in primes)
        {
            if (!seen.Add(prime))
            {
                throw new ArgumentException($"Prime {prime} occurs twice; the primes of a ring are distinct.", nameof(primes));
            }
        }
    }
}
