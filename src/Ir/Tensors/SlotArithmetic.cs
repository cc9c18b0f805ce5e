using System;
#if NET
using System.Numerics;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Arithmetic on all slots of a value at once; the same bits whatever the vectors are.</summary>
public static class SlotArithmetic
{
    /// <summary>Slot by slot.</summary>
    public static double[] Add(double[] left, double[] right)
    {
        double[] sum = new double[left.Length];
        SlotChunks.Run(sum.Length, (from, to) =>
        {
            Array.Copy(left, from, sum, from, to - from);
            AddTo(sum, right, from, to, 0);
        });
        return sum;
    }

    /// <summary>Slot by slot.</summary>
    public static double[] Multiply(double[] left, double[] right)
    {
        double[] product = new double[left.Length];
        SlotChunks.Run(product.Length, (from, to) => Multiply(left, right, product, from, to));
        return product;
    }

    /// <summary>The same summand for every slot.</summary>
    public static double[] AddScalar(double[] slots, double summand) => SlotChunks.Map(slots, slot => slot + summand);

    /// <summary>The sum of all ciphertexts of a bundle, which lie one after the other, in their order.</summary>
    public static double[] Sum(double[] slots, int slotCount)
    {
        double[] sum = new double[slotCount];
        Array.Copy(slots, sum, slotCount);
        for (int first = slotCount; first < slots.Length; first += slotCount)
        {
            AddTo(sum, slots, 0, slotCount, first);
        }

        return sum;
    }

    /// <summary>The largest absolute value; NaN where a slot is NaN.</summary>
    public static double Largest(double[] slots)
    {
        double largest = 0;
        int i = 0;
#if NET
        Vector<double> most = Vector<double>.Zero;
        for (; i <= slots.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            most = Vector.Max(most, Vector.Abs(new Vector<double>(slots, i)));
        }

        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            largest = Math.Max(largest, most[lane]);
        }
#endif
        for (; i < slots.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(slots[i]));
        }

        return largest;
    }

    private static void Multiply(double[] left, double[] right, double[] product, int from, int to)
    {
        int i = from;
#if NET
        for (; i <= to - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(left, i) * new Vector<double>(right, i)).CopyTo(product, i);
        }
#endif
        for (; i < to; i++)
        {
            product[i] = left[i] * right[i];
        }
    }

    private static void AddTo(double[] sum, double[] summand, int from, int to, int offset)
    {
        int i = from;
#if NET
        for (; i <= to - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum, i) + new Vector<double>(summand, offset + i)).CopyTo(sum, i);
        }
#endif
        for (; i < to; i++)
        {
            sum[i] += summand[offset + i];
        }
    }
}
