using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Estimated security of ephemeral sparse secrets: one ring element of samples, fixed weight, errors of standard deviation 3.24.</summary>
/// <remarks>
/// The least cost of hybrid attacks, primal and dual, under the cost models MATZOV and BDGL16, and of half of the key space's bits; less
/// half the weight, the most that guesses by representations save and the estimates leave out; rounded down. Method, command and
/// numbers in docs/security.md. Between entries nothing is interpolated: a secret has the
/// bits of the strongest entry that is no harder in weight, ring and modulus, so a larger modulus, a smaller ring or a smaller weight
/// is never rated higher, and what no entry covers has no rating.
/// </remarks>
public static class EphemeralTable
{
    public const string Source = "docs/security.md: hybrid attacks on sparse ternary secrets, lattice estimator, MATZOV and BDGL16, sigma 3.24";

    /// <summary>Largest modulus with estimates: two primes below 2^49.</summary>
    private const int Log2Modulus = 2 * PrimeSelection.MaxPrimeBits;

    /// <summary>Every estimate, by ascending ring degree and weight.</summary>
    public static IReadOnlyList<EphemeralEstimate> Entries { get; } =
    [
        new(8, 14, Log2Modulus, 48),
        new(32, 15, Log2Modulus, 129),
        new(48, 15, Log2Modulus, 169),
        new(8, 16, Log2Modulus, 56),
        new(32, 16, Log2Modulus, 153),
        new(40, 16, Log2Modulus, 179),
        new(48, 16, Log2Modulus, 204),
    ];

    /// <summary>Bits of a secret; null where no entry covers it.</summary>
    public static int? Bits(EphemeralSecret secret) => Entries.Where(entry => entry.Covers(secret)).Max(static entry => (int?)entry.Bits);

    /// <summary>The least weight of an entry that bears a claim at a ring degree and modulus; null where none does.</summary>
    public static int? LeastWeight(int logN, double log2Modulus, SecurityLevel claim) => Entries
        .Where(entry => new EphemeralSecret(entry.Weight, logN, log2Modulus).Bears(claim))
        .Min(static entry => (int?)entry.Weight);
}
