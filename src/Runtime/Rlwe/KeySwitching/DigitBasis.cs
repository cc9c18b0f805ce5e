using System.Collections.Concurrent;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>ModUp: from the primes of one digit to all primes. The tables depend on the digit and on how many of its primes a level has.</summary>
internal sealed class DigitBasis(RlweParameters parameters)
{
    private readonly ConcurrentDictionary<(int Digit, int Size), BasisConverter> converters = new();

    private readonly int[] targets = [.. Enumerable.Range(0, parameters.Ring.PrimeCount)];

    /// <summary>The digits of x, ready to be raised; the caller disposes them before x.</summary>
    public RaisedDigits Decompose(RnsPolynomial x, IWorkers workers)
    {
        Level level = new(x.LimbCount - 1);
        BasisConverter[] digits = [.. Enumerable.Range(0, parameters.Set.DigitCount(level)).Select(digit => Converter(digit, level))];

        return new RaisedDigits(parameters, x, digits, workers);
    }

    private BasisConverter Converter(int digit, Level level)
    {
        int first = parameters.Set.Digits.Start(digit);
        int size = parameters.Set.Digits.Size(digit, level);

        return converters.GetOrAdd((digit, size), _ => new BasisConverter(parameters.Ring, targets.AsSpan(first, size), targets));
    }
}
