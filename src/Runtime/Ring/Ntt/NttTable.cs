using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Negacyclic number-theoretic transform of degree N = 2^logN modulo one prime p = 1 mod 2N, p &lt; 2^49.</summary>
/// <remarks>
/// Balanced residues in, balanced residues out, in place. NTT form is stored in the order of <see cref="NttOrder"/>.
/// Thread-safe. Memory: 16.3 N bytes. Cooley-Tukey forward and Gentleman-Sande inverse as in Longa and Naehrig, "Speeding
/// up the number theoretic transform", eprint 2016/504; ranges in docs/engine-ranges.md.
/// </remarks>
public sealed unsafe partial class NttTable
{
    private readonly LaneWidth lanes;
    private readonly NttTwiddles forward;
    private readonly NttTwiddles inverse;
    private readonly ulong degreeInverse;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="logN"/> is not from 10 to 17.</exception>
    /// <exception cref="ArgumentException">The modulus is not a prime that is 1 modulo 2N.</exception>
    public NttTable(int logN, Modulus modulus)
        : this(logN, modulus, KernelDispatch.Best)
    {
    }

    internal NttTable(int logN, Modulus modulus, LaneWidth lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logN, NttSchedule.MinLogN);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logN, NttSchedule.MaxLogN);

        LogN = logN;
        Modulus = modulus;
        Psi = PrimitiveRoot.Minimal(logN, modulus);
        this.lanes = lanes;
        forward = new NttTwiddles(logN, Psi, modulus);
        inverse = new NttTwiddles(logN, modulus.Inverse(Psi), modulus);
        degreeInverse = modulus.Inverse(1UL << logN);
    }

    public int LogN { get; }

    /// <summary>N.</summary>
    public int Degree => 1 << LogN;

    public Modulus Modulus { get; }

    /// <summary>The least primitive 2N-th root of unity, canonical.</summary>
    public ulong Psi { get; }

    /// <summary>Coefficient form to NTT form.</summary>
    /// <param name="x">N balanced residues.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void Forward(Span<double> x)
    {
        KernelArguments.RequireLength(x.Length, Degree);

        fixed (double* pointer = x)
        {
            NttDriver.Forward(lanes, pointer, forward.Constants);
        }

        GC.KeepAlive(forward);
    }

    /// <summary>NTT form to coefficient form.</summary>
    /// <param name="x">N balanced residues.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void Inverse(Span<double> x) => InverseThenMultiply(x, 1.0);

    /// <summary>NTT form to coefficient form, times a constant, at the price of <see cref="Inverse"/> alone.</summary>
    /// <param name="x">N balanced residues.</param>
    /// <param name="constant">A balanced residue.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void InverseThenMultiply(Span<double> x, double constant)
    {
        KernelArguments.RequireLength(x.Length, Degree);

        fixed (double* pointer = x)
        {
            NttDriver.Inverse(lanes, pointer, inverse.Constants, LastConstant(constant));
        }

        GC.KeepAlive(inverse);
    }

    /// <summary>1/N times a constant.</summary>
    private InverseConstant LastConstant(double constant)
    {
        double value = Modulus.MultiplyBalanced(Modulus.Balance(degreeInverse), constant);

        return new InverseConstant(value, Modulus.MultiplyBalanced(value, inverse.Constants.Heap[1]));
    }
}
