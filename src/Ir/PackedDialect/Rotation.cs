using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Rotation of slot vectors whose length is a power of two.</summary>
public static class Rotation
{
    /// <summary>result[i] = slots[(i + steps) mod length]; negative steps rotate to the right.</summary>
    public static double[] Left(double[] slots, int steps)
    {
        double[] result = new double[slots.Length];
        int start = steps & (slots.Length - 1);
        Array.Copy(slots, start, result, 0, slots.Length - start);
        Array.Copy(slots, 0, result, slots.Length - start, start);
        return result;
    }

    /// <summary>Sums by doubling: for each step k in turn, slots = slots + Left(slots, k).</summary>
    public static double[] Sum(double[] slots, IEnumerable<long> steps)
    {
        double[] sum = slots;
        foreach (long step in steps)
        {
            sum = sum.Zip(Left(sum, (int)step), static (left, right) => left + right).ToArray();
        }

        return sum;
    }
}
