using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Rotation of the slots of ciphertexts, each of a power of two. Of any kind of slot: numbers, flags, fingerprints.</summary>
public static class Rotation
{
    /// <summary>Of one ciphertext: result[i] = slots[(i + steps) mod length]; negative steps rotate to the right.</summary>
    public static T[] Left<T>(T[] slots, int steps) => Left(slots, steps, slots.Length);

    /// <summary>The same of each of several ciphertexts of <paramref name="slotCount"/> slots, one after the other.</summary>
    public static T[] Left<T>(T[] slots, int steps, int slotCount)
    {
        T[] result = new T[slots.Length];
        int start = steps & (slotCount - 1);
        for (int first = 0; first < slots.Length; first += slotCount)
        {
            Array.Copy(slots, first + start, result, first, slotCount - start);
            Array.Copy(slots, first, result, first + slotCount - start, start);
        }

        return result;
    }

    /// <summary>Sums by doubling: for each step k in turn, x = x + rotate(x, k).</summary>
    public static T Sum<T>(T x, IEnumerable<long> steps, ISlotAlgebra<T> slots) =>
        steps.Aggregate(x, (sum, step) => slots.Add(sum, slots.Rotate(sum, (int)step)));
}
