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
        workers.Run(destination.LimbCount, i => x.Limb(i).CopyTo(destination.Limb(i)));
    }

    /// <summary>Uniform residues in NTT form: limb by limb from stream <paramref name="firstStream"/> + prime index, in standard order.</summary>
    public static void FillUniform(this RnsPolynomial destination, Seed seed, ulong firstStream, IWorkers workers)
    {
        destination.IsNtt = true;
        workers.Run(destination.LimbCount, i =>
        {
            using SeededStream stream = new(seed, firstStream + (ulong)destination.PrimeIndex(i));
            UniformSampler.Fill(destination.Limb(i), destination.Modulus(i).Value, stream);
            StandardOrder.FromStandard(destination.Limb(i));
        });
    }

    /// <summary>The NTT form of a polynomial with small integer coefficients, |c| &lt; 2^19, modulo every prime.</summary>
    public static unsafe void FillFromIntegers(this RnsPolynomial destination, Span<double> coefficients, IWorkers workers)
    {
        fixed (double* pointer = coefficients)
        {
            double* source = pointer;
            int length = coefficients.Length;
            destination.IsNtt = true;

            // Integers this small are balanced residues of every prime.
            workers.Run(destination.LimbCount, i =>
            {
                new ReadOnlySpan<double>(source, length).CopyTo(destination.Limb(i));
                destination.Ring.Ntt(destination.PrimeIndex(i)).Forward(destination.Limb(i));
            });
        }
    }

    /// <summary>Limb i -= x * y; the product may be secret and leaves no trace.</summary>
    public static void SubtractProduct(this RnsPolynomial destination, int i, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        RingContext ring = destination.Ring;
        using Limb product = ring.Limbs.Rent(clearOnReturn: true);
        BinaryDriver<MultiplyModular>.Run(ring.Lanes, x, y, product.Span, destination.Modulus(i));
        BinaryDriver<SubtractModular>.Run(ring.Lanes, destination.Limb(i), product.Span, destination.Limb(i), destination.Modulus(i));
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
