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
            positions[i] = ReverseBits(exponent >> 2, logN - 1);
            signs[i] = conjugated ? -1 : 1;
        }
    }

    /// <summary>Index of slot i among the bit-reversed points of the transform.</summary>
    public ReadOnlySpan<int> Positions => positions;

    /// <summary>-1 where slot i is the conjugate of its point, else 1: the factor of the imaginary part.</summary>
    public ReadOnlySpan<double> ImaginarySigns => signs;

    private static int ReverseBits(uint value, int bits)
    {
        uint result = 0;

        for (int i = 0; i < bits; i++)
        {
            result = (result << 1) | ((value >> i) & 1);
        }

        return (int)result;
    }
}
