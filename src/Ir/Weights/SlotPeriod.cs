using System;

namespace PowerSoftmax.Ir.Weights;

/// <summary>Messages whose slots repeat, and how much of them is kept encoded. Pure.</summary>
/// <remarks>
/// A message of n slots that repeats with period F is a polynomial in X^R, R = n / F: its encoding takes 2F instead of 2n residues a
/// prime. With fewer than <see cref="LeastRepeats"/> repeats it is kept whole; docs/decisions/0007-periodic-plaintexts.md.
/// </remarks>
public static class SlotPeriod
{
    /// <summary>The shortest period that is told apart: constants count as this one, because a complex constant is no polynomial of degree 0.</summary>
    public const int Least = 2;

    /// <summary>Fewest repeats that are kept once: fewer than a vector of eight residues gain little and would need kernels of their own.</summary>
    public const int LeastRepeats = 8;

    /// <summary>The shortest power of two that slots repeat with, at least <see cref="Least"/>; their number where they do not repeat.</summary>
    /// <param name="slots">A power of two of them.</param>
    public static int Of<T>(T[] slots)
        where T : IEquatable<T>
    {
        int period = slots.Length;

        while (period > Least && HalvesAgree(slots, period / 2))
        {
            period /= 2;
        }

        return period;
    }

    /// <summary>Whether one period is kept instead of all slots.</summary>
    public static bool IsKeptOnce(int slotCount, int period) => slotCount / period >= LeastRepeats;

    private static bool HalvesAgree<T>(T[] slots, int half)
        where T : IEquatable<T>
    {
        for (int i = 0; i < half; i++)
        {
            if (!slots[i].Equals(slots[half + i]))
            {
                return false;
            }
        }

        return true;
    }
}
