using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>What keys and key switching do to single limbs, where <see cref="RingOperations"/> works on whole polynomials.</summary>
internal static class LimbOperations
{
    /// <summary>destination = the first limbs of x.</summary>
    public static void CopyTo(this RnsPolynomial x, RnsPolynomial destination, IWorkers workers)
    {
        destination.IsNtt = x.IsNtt;
        workers.ForOnePassOver(destination).Run(destination.LimbCount, i => x.Limb(i).CopyTo(destination.Limb(i)));
    }

    /// <summary>Uniform residues in NTT form: limb by limb from stream <paramref name="firstStream"/> + prime index of a public seed.</summary>
    public static void FillUniform(this RnsPolynomial destination, Seed seed, ulong firstStream, IWorkers workers)
    {
        destination.IsNtt = true;
        workers.Run(destination.LimbCount, i =>
        {
            using UniformLimb limb = destination.UniformLimb(i, seed, firstStream);
            limb.Fill(destination.Limb(i));
        });
    }

    /// <summary>Limb i of <see cref="FillUniform"/>, to be filled.</summary>
    public static UniformLimb UniformLimb(this RnsPolynomial destination, int i, Seed seed, ulong firstStream) =>
        new(destination.Ring.Lanes, destination.Modulus(i), seed, firstStream + (ulong)destination.PrimeIndex(i));

    /// <summary>The NTT form of a polynomial with small integer coefficients, |c| &lt; 2^19, modulo every prime.</summary>
    public static void FillFromIntegers(this RnsPolynomial destination, Limb coefficients, IWorkers workers)
    {
        destination.IsNtt = true;
        workers.Run(destination.LimbCount, i => destination.FillLimbFromIntegers(i, coefficients.Span));
    }

    /// <summary>Limb i of <see cref="FillFromIntegers"/>. Integers this small are balanced residues of every prime.</summary>
    public static void FillLimbFromIntegers(this RnsPolynomial destination, int i, ReadOnlySpan<double> coefficients)
    {
        coefficients.CopyTo(destination.Limb(i));
        destination.Ring.Ntt(destination.PrimeIndex(i)).Forward(destination.Limb(i));
    }

    /// <summary>Limb i += x * y.</summary>
    public static void AddProduct(this RnsPolynomial destination, int i, ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        TernaryDriver<MultiplyThenAddModular>.Run(
            destination.Ring.Lanes, x, y, destination.Limb(i), destination.Limb(i), destination.Modulus(i));

    /// <summary>Limb i += x * factor, the factor balanced.</summary>
    public static void AddMultiple(this RnsPolynomial destination, int i, ReadOnlySpan<double> x, double factor) =>
        BinaryDriver<MultiplyScalarThenAdd>.Run(
            destination.Ring.Lanes, x, destination.Limb(i), destination.Limb(i), destination.Modulus(i), factor);
}
