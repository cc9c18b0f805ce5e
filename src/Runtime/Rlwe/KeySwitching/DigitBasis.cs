using System.Collections.Concurrent;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>ModUp: from the primes of one digit to all primes. The tables depend on the digit and on how many of its primes a level has.</summary>
internal sealed class DigitBasis(RlweParameters parameters)
{
    private readonly ConcurrentDictionary<(int Digit, int Size), BasisConverter> converters = new();

    private readonly int[] targets = [.. Enumerable.Range(0, parameters.Ring.PrimeCount)];

    /// <summary>The digits of x, ready for <see cref="Row"/>; the caller disposes them.</summary>
    public BasisRows[] Prepare(RnsPolynomial x, Level level, IWorkers workers)
    {
        int size = parameters.Set.DigitSize;
        BasisRows[] rows = [.. Enumerable.Range(0, parameters.Set.DigitCount(level)).Select(digit => Converter(digit, level).RentRows())];
        workers.Run(level.LimbCount, i => Converter(i / size, level).PrepareRowFromNtt(i % size, x.Limb(i), rows[i / size]));

        return rows;
    }

    /// <summary>A digit modulo one prime of the extended basis, in NTT form.</summary>
    /// <remarks>
    /// Lazy: a multiple of the digit's modulus, at most half its number of primes, may be added. That stays the same digit, and its
    /// noise is far below that of ModDown's rounding because P exceeds the digit.
    /// </remarks>
    public void Row(int digit, int primeIndex, RnsPolynomial x, BasisRows rows, Span<double> destination)
    {
        Level level = new(x.LimbCount - 1);

        if (primeIndex < x.LimbCount && primeIndex / parameters.Set.DigitSize == digit)
        {
            x.Limb(primeIndex).CopyTo(destination);

            return;
        }

        Converter(digit, level).ConvertRowLazy(primeIndex, rows, destination);
        parameters.Ring.Ntt(primeIndex).Forward(destination);
    }

    private BasisConverter Converter(int digit, Level level)
    {
        int first = digit * parameters.Set.DigitSize;
        int size = Math.Min(parameters.Set.DigitSize, level.LimbCount - first);

        return converters.GetOrAdd((digit, size), _ => new BasisConverter(parameters.Ring, targets.AsSpan(first, size), targets));
    }
}
