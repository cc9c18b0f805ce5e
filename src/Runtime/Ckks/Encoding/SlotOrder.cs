using System.Numerics;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>Where slot i sits in the transform: slots are ordered by powers of 3, so that X → X^(3^k) rotates them left by k.</summary>
/// <remarks>
/// Slot i is the value at zeta^(3^i), zeta = exp(i pi / N). The transform evaluates at zeta^(4t + 1). An exponent 1 modulo 4 is its
/// own point; one that is 3 modulo 4 is the conjugate of the point of its negative (real coefficients).
/// </remarks>
internal sealed class SlotOrder
{
    private readonly int[] positions;
    private readonly double[] signs;

    public SlotOrder(int logN)
    {
        int slots = 1 << (logN - 1);
        uint mask = (2U << logN) - 1;
        positions = new int[slots];
        signs = new double[slots];

        for (uint i = 0, power = 1; i < slots; i++, power = (power * 3) & mask)
        {
            bool conjugated = (power & 3) == 3;
            uint exponent = conjugated ? (~power + 1) & mask : power;
            positions[i] = NttOrder.StorageIndexOf(ReverseBits(exponent >> 2, logN - 1));
            signs[i] = conjugated ? -1 : 1;
        }
    }

    /// <summary>Where the transform has the point of slot i: in bit-reversed order with every block of 64 transposed.</summary>
    public ReadOnlySpan<int> Positions => positions;

    /// <summary>-1 where slot i is the conjugate of its point, else 1: the factor of the imaginary part.</summary>
    public ReadOnlySpan<double> ImaginarySigns => signs;

    /// <summary>Puts real slots in their places; other places keep what they hold.</summary>
    public void Scatter(ReadOnlySpan<double> slots, Span<double> real)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            real[positions[i]] = slots[i];
        }
    }

    /// <summary>Puts complex slots in their places; other places keep what they hold.</summary>
    public void Scatter(ReadOnlySpan<Complex> slots, Span<double> real, Span<double> imaginary)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            real[positions[i]] = slots[i].Real;
            imaginary[positions[i]] = slots[i].Imaginary * signs[i];
        }
    }

    /// <summary>The real parts of all slots.</summary>
    public double[] Gather(ReadOnlySpan<double> real)
    {
        double[] slots = new double[positions.Length];

        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = real[positions[i]];
        }

        return slots;
    }

    /// <summary>All slots.</summary>
    public Complex[] Gather(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        Complex[] slots = new Complex[positions.Length];

        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = new Complex(real[positions[i]], imaginary[positions[i]] * signs[i]);
        }

        return slots;
    }

    internal static int ReverseBits(uint value, int bits) => (int)NttOrder.ReverseBits(value, bits);
}
