using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>Counts the ciphertext products of one Paterson-Stockmeyer evaluation by walking its splits.</summary>
internal sealed class PatersonStockmeyerCount
{
    private readonly int babySteps;
    private readonly int stride;
    private readonly HashSet<int> basis = [];
    private int splits;

    private PatersonStockmeyerCount(int logBabySteps, bool odd)
    {
        babySteps = 1 << logBabySteps;
        stride = odd ? 2 : 1;
    }

    /// <summary>Products for the power basis and for the splits together.</summary>
    public static int Products(int degree, int levels, int logBabySteps, bool odd)
    {
        PatersonStockmeyerCount count = new(logBabySteps, odd);
        count.Walk(degree, levels);

        return count.basis.Count + count.splits;
    }

    private void Walk(int degree, int levels)
    {
        if (degree == 0)
        {
            return;
        }

        bool constantsFit = PatersonStockmeyerCost.CeilingLog2(degree) + 1 <= levels;

        if (degree < babySteps && constantsFit)
        {
            for (int index = degree; index > 1; index -= stride)
            {
                Need(index);
            }

            return;
        }

        int giant = LargestPowerOfTwo(degree);
        Need(giant);

        if (degree > giant)
        {
            splits++;
            Walk(degree - giant, levels - 1);
        }

        Walk(giant - 1, levels);
    }

    /// <summary>T_{a+b} = 2 T_a T_b - T_|a-b| with a the largest power of two below the index: one product each, least depth.</summary>
    private void Need(int index)
    {
        if (index <= 1 || !basis.Add(index))
        {
            return;
        }

        int left = LargestPowerOfTwo(index - 1);
        int right = index - left;
        Need(left);
        Need(right);
        Need(Math.Abs(left - right));
    }

    private static int LargestPowerOfTwo(int value)
    {
        int power = 1;

        while (power <= value / 2)
        {
            power *= 2;
        }

        return power;
    }
}
