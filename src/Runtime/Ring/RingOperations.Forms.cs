using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Ring;

/// <content>Changes of form.</content>
public static partial class RingOperations
{
    /// <summary>Coefficient form to NTT form, in place; nothing happens if it is there already.</summary>
    public static void ToNtt(RnsPolynomial x, IWorkers workers)
    {
        if (!x.IsNtt)
        {
            workers.Run(x.LimbCount, i => x.Ring.Ntt(x.PrimeIndex(i)).Forward(x.Limb(i)));
            x.IsNtt = true;
        }
    }

    /// <summary>NTT form to coefficient form, in place; nothing happens if it is there already.</summary>
    public static void ToCoefficients(RnsPolynomial x, IWorkers workers)
    {
        if (x.IsNtt)
        {
            workers.Run(x.LimbCount, i => x.Ring.Ntt(x.PrimeIndex(i)).Inverse(x.Limb(i)));
            x.IsNtt = false;
        }
    }

    /// <summary>Integers to their residues modulo every prime of the destination, in coefficient form.</summary>
    /// <param name="coefficients">N integers of at most 2^53 in magnitude.</param>
    /// <param name="destination">Receives coefficient form.</param>
    /// <param name="workers">Who does it.</param>
    public static void SetCoefficients(ReadOnlyMemory<double> coefficients, RnsPolynomial destination, IWorkers workers)
    {
        destination.IsNtt = false;

        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => UnaryDriver<ReduceModular>.Run(
            destination.Ring.Lanes, coefficients.Span, destination.Limb(i), destination.Modulus(i)));
    }
}
