using System;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>What ops that take bundles apart do to their slots, which lie one ciphertext after the other. Of any kind of slot: numbers, flags, fingerprints.</summary>
public static class SlotBundle
{
    /// <summary>The slots of some ciphertexts.</summary>
    public static T[] Part<T>(T[] slots, int first, int count, int slotCount)
    {
        T[] part = new T[count * slotCount];
        Array.Copy(slots, first * slotCount, part, 0, part.Length);
        return part;
    }

    /// <summary>Bundles one after the other.</summary>
    public static T[] Join<T>(IEnumerable<T[]> bundles)
    {
        T[][] parts = bundles.ToArray();
        T[] joined = new T[parts.Sum(static slots => slots.Length)];
        int first = 0;
        foreach (T[] slots in parts)
        {
            Array.Copy(slots, 0, joined, first, slots.Length);
            first += slots.Length;
        }

        return joined;
    }

    /// <summary>Each ciphertext of one bundle times all of another, one after the other.</summary>
    public static T[] MultiplyAll<T>(T[] factors, T[] slots, int slotCount, Func<T, T, T> multiply)
    {
        T[] products = new T[factors.Length / slotCount * slots.Length];
        for (int first = 0; first < products.Length; first += slotCount)
        {
            int factor = first / slots.Length * slotCount;
            int other = first % slots.Length;
            for (int slot = 0; slot < slotCount; slot++)
            {
                products[first + slot] = multiply(factors[factor + slot], slots[other + slot]);
            }
        }

        return products;
    }

    /// <summary>The first and second ciphertext in each other's place, the third and fourth, and so on; of an odd number the last is zero.</summary>
    public static T[] SwapPairs<T>(T[] slots, int slotCount)
    {
        T[] swapped = new T[slots.Length];
        for (int first = 0; first + (2 * slotCount) <= slots.Length; first += 2 * slotCount)
        {
            Array.Copy(slots, first, swapped, first + slotCount, slotCount);
            Array.Copy(slots, first + slotCount, swapped, first, slotCount);
        }

        return swapped;
    }

    /// <summary>Other slots in the second, fourth, … ciphertext.</summary>
    public static T[] MapSeconds<T>(T[] slots, int slotCount, Func<T, T> map)
    {
        T[] mapped = (T[])slots.Clone();
        for (int address = 0; address < mapped.Length; address++)
        {
            mapped[address] = address / slotCount % 2 == 0 ? mapped[address] : map(mapped[address]);
        }

        return mapped;
    }

    /// <summary>The sum of all ciphertexts, slot by slot.</summary>
    public static T[] Sum<T>(T[] slots, int slotCount, Func<T, T, T> add)
    {
        T[] sum = Part(slots, 0, 1, slotCount);
        for (int address = slotCount; address < slots.Length; address++)
        {
            sum[address % slotCount] = add(sum[address % slotCount], slots[address]);
        }

        return sum;
    }
}
