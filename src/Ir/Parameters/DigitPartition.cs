using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>How key switching groups the ciphertext primes into digits: consecutive primes, at most as many a digit as there are special primes.</summary>
/// <remarks>
/// A chain with some primes left out keeps the digits of the whole chain, so that it can use the whole chain's keys.
/// </remarks>
public sealed class DigitPartition
{
    private readonly int[] starts;
    private readonly int[] digitOf;

    private DigitPartition(IReadOnlyList<int> sizes)
    {
        starts = new int[sizes.Count + 1];
        digitOf = [.. sizes.SelectMany(static (size, digit) => Enumerable.Repeat(digit, size))];

        for (int digit = 0; digit < sizes.Count; digit++)
        {
            starts[digit + 1] = starts[digit] + sizes[digit];
        }
    }

    /// <summary>Digits of a full chain.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Groups of a size; the last may be smaller.</summary>
    public static DigitPartition Even(int primes, int size) =>
        new([.. Enumerable.Range(0, (primes + size - 1) / size).Select(digit => Math.Min(size, primes - (digit * size)))]);

    /// <summary>The digit a prime belongs to.</summary>
    public int DigitOf(int prime) => digitOf[prime];

    /// <summary>Index of a digit's first prime.</summary>
    public int Start(int digit) => starts[digit];

    /// <summary>Primes of a digit as far as a level has them.</summary>
    public int Size(int digit, Level level) => Math.Min(starts[digit + 1], level.LimbCount) - starts[digit];

    /// <summary>Digits of a ciphertext at a level.</summary>
    public int CountAt(Level level) => digitOf[level.Value] + 1;

    /// <summary>The same digits without some primes; digits that lose all of theirs vanish.</summary>
    public DigitPartition Without(int firstPrime, int count) => new(
        [.. Enumerable.Range(0, digitOf.Length)
            .Where(prime => prime < firstPrime || prime >= firstPrime + count)
            .GroupBy(prime => digitOf[prime])
            .Select(static digit => digit.Count())]);
}
