using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>ModDown: divides a pair of polynomials by the special modulus P and rounds, from QP to Q; or by P q_l, which rescales as well.</summary>
/// <remarks>
/// Exact rounding, once. Cost for each polynomial: an inverse transform for each divided prime, a forward one for each that is left.
/// Cheon, Han, Kim, Kim, Song, "A Full RNS Variant of Approximate Homomorphic Encryption", eprint 2018/931.
/// </remarks>
internal sealed class SpecialDivision
{
    private readonly RlweParameters parameters;
    private readonly IWorkers workers;
    private readonly Level? rescaled;
    private readonly BasisConverter converter;

    /// <param name="rescaled">The level to rescale from; null divides by P alone, at any level.</param>
    public SpecialDivision(RlweParameters parameters, IWorkers workers, Level? rescaled)
    {
        this.parameters = parameters;
        this.workers = workers;
        this.rescaled = rescaled;
        converter = rescaled is Level level
            ? new BasisConverter(parameters.Ring, [level.Value, .. parameters.SpecialPrimes()], parameters.CiphertextPrimes(level - 1))
            : new BasisConverter(parameters.Ring, parameters.SpecialPrimes(), parameters.CiphertextPrimes(parameters.MaxLevel));
    }

    public void Run(RnsPolynomial x0, RnsPolynomial x1, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        using BasisRows rows0 = converter.RentRows();
        using BasisRows rows1 = converter.RentRows();

        workers.Run(2 * converter.From.Length, i => Prepare(i % 2 == 0 ? x0 : x1, i / 2, i % 2 == 0 ? rows0 : rows1));
        workers.Run(2, i => converter.PrepareOverflow(i == 0 ? rows0 : rows1));

        workers.Run(destination0.LimbCount, i =>
        {
            Divide(x0, rows0, i, destination0);
            Divide(x1, rows1, i, destination1);
        });
    }

    // The divided primes are the last limbs of x, one behind the other.
    private void Prepare(RnsPolynomial x, int i, BasisRows rows) =>
        converter.PrepareRowFromNtt(i, x.Limb(x.LimbCount - converter.From.Length + i), rows);

    private void Divide(RnsPolynomial x, BasisRows rows, int i, RnsPolynomial destination)
    {
        RingContext ring = parameters.Ring;
        using Limb remainder = ring.Limbs.Rent();
        converter.ConvertRow(i, rows, remainder.Span);
        ring.Ntt(i).Forward(remainder.Span);
        BinaryDriver<SubtractThenMultiplyScalar>.Run(
            ring.Lanes, x.Limb(i), remainder.Span, destination.Limb(i), ring.Moduli[i], Inverse(i));
    }

    private double Inverse(int i) => rescaled is Level level
        ? parameters.Ring.Moduli[i].MultiplyBalanced(parameters.SpecialInverse(i), parameters.Ring.PrimeInverse(level.Value, i))
        : parameters.SpecialInverse(i);
}
