using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>What is added to a pair of polynomials: multiples of one or two others modulo ciphertext primes.</summary>
/// <param name="first">Added to the first polynomial; NTT form.</param>
/// <param name="second">Added to the second; null for nothing.</param>
/// <param name="weight">The factor modulo a prime of the ring, balanced.</param>
internal sealed class PairAddends(RnsPolynomial first, RnsPolynomial? second, Func<int, double> weight)
{
    /// <summary>residues += weight * addend; nothing happens for primes that the addend does not have.</summary>
    public void AddTo(int polynomial, int primeIndex, RowRange rows, Residues residues)
    {
        RnsPolynomial? addend = polynomial == 0 ? first : second;

        if (addend is null || primeIndex >= addend.LimbCount)
        {
            return;
        }

        BinaryDriver<MultiplyScalarThenAdd>.Run(
            addend.Ring.Lanes,
            addend.Residues(primeIndex).Tile(rows).Span,
            residues.Span,
            residues.Span,
            addend.Modulus(primeIndex),
            weight(primeIndex));
    }
}
