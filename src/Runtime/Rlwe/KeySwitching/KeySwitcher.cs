using System.Collections.Concurrent;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Hybrid key switching: decompose into digits, raise them to QP, inner product with the key, divide by P.</summary>
/// <remarks>
/// Few primes at a time, and within a prime a few rows at a time: second halves of the digits' transforms, inner product, division
/// and automorphism are done on a tile while it is in cache, so that no whole polynomial is written between
/// them. All polynomials in NTT form. Cost at level l with d digits and k special primes: (d + 2)(l + 1 + k) transforms, less
/// the digits' own primes. Han, Ki, "Better Bootstrapping for Approximate Homomorphic Encryption", eprint 2019/688.
/// </remarks>
internal sealed class KeySwitcher
{
    private readonly RlweParameters parameters;
    private readonly IWorkers workers;
    private readonly DigitBasis basis;
    private readonly RnsDivision division;
    private readonly ConcurrentDictionary<Level, RnsDivision> rescalingDivisions = new();

    public KeySwitcher(RlweParameters parameters, IWorkers workers)
    {
        this.parameters = parameters;
        this.workers = workers;
        basis = new DigitBasis(parameters);
        division = new RnsDivision(parameters.Ring, parameters.SpecialPrimes(), parameters.CiphertextPrimes(parameters.MaxLevel));
    }

    /// <summary>The digits of x, raised whenever they are used: for one key.</summary>
    public RaisedDigits DecomposeLazy(RnsPolynomial x) => basis.Decompose(x, workers);

    /// <summary>All digits of x over the extended basis, to be used for many keys.</summary>
    public Decomposition Decompose(RnsPolynomial x)
    {
        using RaisedDigits digits = basis.Decompose(x, workers);
        Decomposition result = new(parameters, digits.Level);
        int[] extended = parameters.ExtendedPrimes(digits.Level);
        bool pastCaches = LargeCopy.Pays(digits.DigitCount * extended.Length, parameters.N);

        PrimeGroups.Run(workers, extended, parameters.Ring.Limbs, (primes, scratch) =>
        {
            digits.Raise(primes, scratch);

            for (int position = 0; position < primes.Length; position++)
            {
                for (int digit = 0; digit < digits.DigitCount; digit++)
                {
                    GroupPrime prime = new(primes[position], position);
                    digits.CopyTo(digit, prime, scratch, result.Limb(digit, prime.Index), pastCaches);
                }
            }
        });

        GC.KeepAlive(result);

        return result;
    }

    /// <summary>The pairs that the sources stand for, modulo QP; all of one prime together while its digits are in cache.</summary>
    public void Store(IReadOnlyList<(IPairRows Source, PairSink Sink)> pairs, Level level) =>
        PrimeGroups.Run(workers, parameters.ExtendedPrimes(level), parameters.Ring.Limbs, (primes, scratch) =>
        {
            foreach ((IPairRows source, _) in pairs)
            {
                source.Raise(primes, scratch);
            }

            for (int position = 0; position < primes.Length; position++)
            {
                foreach ((IPairRows source, PairSink sink) in pairs)
                {
                    StorePrime(source, new GroupPrime(primes[position], position), parameters.ExtendedLimb(level, primes[position]), sink, scratch);
                }
            }
        });

    /// <summary>round(x / P) for the pair that a source stands for.</summary>
    public void Divide(IPairRows source, Level level, PairSink sink) => Divide(source, parameters.CiphertextPrimes(level).ToArray(), division, sink);

    /// <summary>round(x / (P q_level)): ModDown and rescale in one. The sink has the primes of the level below.</summary>
    /// <param name="source">The pair.</param>
    /// <param name="level">The pair's level.</param>
    /// <param name="sink">Where the quotient goes.</param>
    public void DivideRescaling(IPairRows source, Level level, PairSink sink) =>
        Divide(source, parameters.CiphertextPrimes(level - 1).ToArray(), RescalingDivision(level), sink);

    private RnsDivision RescalingDivision(Level level) => rescalingDivisions.GetOrAdd(level, _ => new RnsDivision(
        parameters.Ring, [level.Value, .. parameters.SpecialPrimes()], parameters.CiphertextPrimes(level - 1)));

    private void Divide(IPairRows source, int[] remaining, RnsDivision by, PairSink sink)
    {
        using BasisRows rows0 = by.RentRows();
        using BasisRows rows1 = by.RentRows();
        PrepareRemainders(source, by, rows0, rows1);

        PrimeGroups.Run(workers, remaining, parameters.Ring.Limbs, (primes, scratch) =>
        {
            source.Raise(primes, scratch);
            RaiseRemainders(by, primes, rows0, 0, scratch);
            RaiseRemainders(by, primes, rows1, 1, scratch);

            for (int position = 0; position < primes.Length; position++)
            {
                DividePrime(source, by, new GroupPrime(primes[position], position), sink, scratch);
            }
        });
    }

    // The limbs of the divided primes are needed whole: their coefficients are the remainder.
    private void PrepareRemainders(IPairRows source, RnsDivision by, BasisRows rows0, BasisRows rows1)
    {
        int[] divided = by.Divided.ToArray();
        bool stored = source.Stored(divided[0]) is not null;
        using RnsPolynomial first = new(parameters.Ring, stored ? [] : divided, isNtt: true);
        using RnsPolynomial second = new(parameters.Ring, stored ? [] : divided, isNtt: true);

        if (!stored)
        {
            StoreDivided(source, divided, new PairSink(first, second));
        }

        workers.Run(2 * divided.Length, i =>
        {
            PairTile limbs = stored ? source.Stored(divided[i / 2])!.Value : new(first.Residues(i / 2), second.Residues(i / 2));
            by.Prepare(i / 2, limbs[i % 2], i % 2 == 0 ? rows0 : rows1);
        });

        workers.Run(2, i => by.PrepareOverflow(i == 0 ? rows0 : rows1));
    }

    private void StoreDivided(IPairRows source, int[] divided, PairSink sink) =>
        PrimeGroups.Run(workers, [.. Enumerable.Range(0, divided.Length)], parameters.Ring.Limbs, (limbs, scratch) =>
        {
            source.Raise(Array.ConvertAll(limbs, limb => divided[limb]), scratch);

            for (int position = 0; position < limbs.Length; position++)
            {
                StorePrime(source, new GroupPrime(divided[limbs[position]], position), limbs[position], sink, scratch);
            }
        });

    private static void RaiseRemainders(RnsDivision by, int[] primes, BasisRows rows, int polynomial, SwitchScratch scratch)
    {
        Span<Residues> raised = stackalloc Residues[primes.Length];

        for (int position = 0; position < primes.Length; position++)
        {
            raised[position] = scratch.Remainders[(2 * position) + polynomial];
        }

        // Ciphertext primes have the same number among the remaining primes as in the ring.
        by.Raise(primes, rows, raised);
    }

    private void StorePrime(IPairRows source, GroupPrime prime, int limb, PairSink sink, SwitchScratch scratch)
    {
        for (int tile = 0; tile < RowTiles.Count(parameters.N); tile++)
        {
            RowRange rows = RowTiles.Rows(tile, parameters.N);
            PairTile target = sink.Target(limb, rows, scratch);
            source.Read(prime, rows, scratch, target).CopyTo(target);
            sink.Write(limb, rows, target);
        }
    }

    private void DividePrime(IPairRows source, RnsDivision by, GroupPrime prime, PairSink sink, SwitchScratch scratch)
    {
        Residues work = RowTiles.Room(scratch.PairTiles[2]);
        Residues raised0 = scratch.Remainders[2 * prime.Position], raised1 = scratch.Remainders[(2 * prime.Position) + 1];

        for (int tile = 0; tile < RowTiles.Count(parameters.N); tile++)
        {
            RowRange rows = RowTiles.Rows(tile, parameters.N);
            PairTile target = sink.Target(prime.Index, rows, scratch);
            PairTile read = source.Read(prime, rows, scratch, target);
            by.Divide(prime.Index, rows, read.First, raised0, work, target.First);
            by.Divide(prime.Index, rows, read.Second, raised1, work, target.Second);
            sink.Write(prime.Index, rows, target);
        }
    }
}
