using System.Numerics;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Coefficients in {-1, 0, 1} of which exactly so many are not zero, uniform among all such. No branch or index depends on a value.</summary>
/// <remarks>
/// Every draw reads all coefficients: N h steps in all. A draw that hits a place twice is repeated, which happens about h^2 / 2N
/// times, and independently of which places are taken in the end.
/// </remarks>
public static class SparseTernarySampler
{
    /// <param name="destination">N coefficients, a power of two.</param>
    /// <param name="weight">How many are not zero, at most N.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    public static void Fill(Span<double> destination, int weight, SeededStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, destination.Length);

        if (!BitOperations.IsPow2(destination.Length))
        {
            throw new ArgumentException("the number of coefficients is a power of two", nameof(destination));
        }

        destination.Clear();

        for (int placed = 0; placed < weight;)
        {
            ulong word = stream.NextWord();
            double sign = 1 - (2.0 * (word >> 63));
            double index = word & ((ulong)destination.Length - 1);
            placed += 1 - (int)Math.Abs(Place(destination, index, sign));
        }
    }

    // The coefficient that was there: 0, or a sign, which then stays.
    private static double Place(Span<double> destination, double index, double sign)
    {
        double before = 0;

        for (int i = 0; i < destination.Length; i++)
        {
            // 1 where i is the index, else 0, without a branch.
            double distance = Math.Min(1, Math.Abs(index - i));
            double hit = 1 - distance;
            double present = destination[i];
            before += hit * present;
            destination[i] = present + (hit * (1 - Math.Abs(present)) * sign);
        }

        return before;
    }
}
