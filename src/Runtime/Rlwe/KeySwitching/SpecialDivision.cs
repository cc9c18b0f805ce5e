using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>ModDown: divides a pair of polynomials by the special modulus P and rounds, from QP to Q.</summary>
/// <remarks>
/// Exact rounding. Cost for each polynomial: an inverse transform for each special prime, a forward one for each ciphertext prime.
/// Cheon, Han, Kim, Kim, Song, "A Full RNS Variant of Approximate Homomorphic Encryption", eprint 2018/931.
/// </remarks>
internal sealed class SpecialDivision(RlweParameters parameters, IWorkers workers)
{
    private readonly BasisConverter converter = new(
        parameters.Ring, parameters.SpecialPrimes(), parameters.CiphertextPrimes(parameters.MaxLevel));

    public void Run(RnsPolynomial x0, RnsPolynomial x1, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        int special = parameters.SpecialCount;
        using BasisRows rows0 = converter.RentRows();
        using BasisRows rows1 = converter.RentRows();

        workers.Run(2 * special, i => Prepare(i % 2 == 0 ? x0 : x1, i / 2, i % 2 == 0 ? rows0 : rows1));
        workers.Run(2, i => converter.PrepareOverflow(i == 0 ? rows0 : rows1));

        workers.Run(destination0.LimbCount, i =>
        {
            Divide(x0, rows0, i, destination0);
            Divide(x1, rows1, i, destination1);
        });
    }

    private void Prepare(RnsPolynomial x, int i, BasisRows rows) =>
        converter.PrepareRowFromNtt(i, x.Limb(x.LimbCount - parameters.SpecialCount + i), rows);

    private void Divide(RnsPolynomial x, BasisRows rows, int i, RnsPolynomial destination)
    {
        RingContext ring = parameters.Ring;
        using Limb remainder = ring.Limbs.Rent();
        converter.ConvertRow(i, rows, remainder.Span);
        ring.Ntt(i).Forward(remainder.Span);
        BinaryDriver<SubtractThenMultiplyScalar>.Run(
            ring.Lanes, x.Limb(i), remainder.Span, destination.Limb(i), ring.Moduli[i], parameters.SpecialInverse(i));
    }
}
