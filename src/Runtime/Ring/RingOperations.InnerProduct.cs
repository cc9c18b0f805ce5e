using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using SumDriver = PowerSoftmax.Runtime.Kernels.Drivers.SumOfProducts;

namespace PowerSoftmax.Runtime.Ring;

/// <content>Sums of products over one prime, for callers that work prime by prime.</content>
public static partial class RingOperations
{
    /// <summary>destinationY = sum of x_i * y_i and destinationZ = sum of x_i * z_i, residue by residue modulo one prime.</summary>
    /// <remarks>
    /// Balanced in and out, exact, one reduction for every eight terms. The destinations must not be operands when there
    /// are more than eight terms.
    /// </remarks>
    internal static void InnerProductRow(
        RingContext ring, in InnerProductOperands operands, Residues destinationY, Residues destinationZ, int primeIndex) =>
        InnerProduct.Run(ring.Lanes, operands, destinationY, destinationZ, ring.Moduli[primeIndex]);

    /// <summary>destination = sum of x_i * y_i over whole polynomials, all in NTT form.</summary>
    public static void SumOfProducts(
        IReadOnlyList<RnsPolynomial> x, IReadOnlyList<RnsPolynomial> y, RnsPolynomial destination, IWorkers workers)
    {
        KernelArguments.RequireCount(y.Count, x.Count);

        foreach (RnsPolynomial operand in x.Concat(y))
        {
            RequireNtt(operand);
            RequirePrimes(operand, destination);
        }

        destination.IsNtt = true;

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => SumDriver.Run(
            destination.Ring.Lanes,
            Array.ConvertAll([.. x], operand => operand.Residues(i)),
            Array.ConvertAll([.. y], operand => operand.Residues(i)),
            destination.Residues(i),
            destination.Modulus(i)));

        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }
}
