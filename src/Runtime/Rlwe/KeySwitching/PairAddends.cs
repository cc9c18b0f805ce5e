using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>What is added to a key switch, times P so that it comes out as it is when P is divided out: one or two polynomials.</summary>
/// <param name="First">Added to the first polynomial; NTT form, modulo ciphertext primes.</param>
/// <param name="Second">Added to the second; null for nothing.</param>
internal sealed record PairAddends(RnsPolynomial First, RnsPolynomial? Second)
{
    /// <summary>Some rows of both; nothing where a polynomial lacks the prime, as both lack the special ones: P is 0 there.</summary>
    public PairTile Rows(int primeIndex, RowRange rows) => new(Rows(First, primeIndex, rows), Rows(Second, primeIndex, rows));

    private static Residues Rows(RnsPolynomial? polynomial, int primeIndex, RowRange rows) =>
        polynomial is not null && primeIndex < polynomial.LimbCount ? polynomial.Residues(primeIndex).Tile(rows) : default;
}
