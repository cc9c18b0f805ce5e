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
        double[] sum = (double[])left.Clone();
        AddTo(sum, right, 0);
        return sum;
    }

    /// <summary>Slot by slot.</summary>
    public static double[] Multiply(double[] left, double[] right)
    {
        double[] product = new double[left.Length];
        int i = 0;
#if NET
        for (; i <= product.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(left, i) * new Vector<double>(right, i)).CopyTo(product, i);
        }
#endif
        for (; i < product.Length; i++)
        {
            product[i] = left[i] * right[i];
        }

        return product;
    }

    /// <summary>The same summand for every slot.</summary>
    public static double[] AddScalar(double[] slots, double summand)
    {
        double[] sum = new double[slots.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = slots[i] + summand;
        }

        return sum;
    }

    /// <summary>The sum of all ciphertexts of a bundle, which lie one after the other, in their order.</summary>
    public static double[] Sum(double[] slots, int slotCount)
    {
        double[] sum = new double[slotCount];
        Array.Copy(slots, sum, slotCount);
        for (int first = slotCount; first < slots.Length; first += slotCount)
        {
            AddTo(sum, slots, first);
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

    private static void AddTo(double[] sum, double[] summand, int first)
    {
        int i = 0;
#if NET
        for (; i <= sum.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum, i) + new Vector<double>(summand, first + i)).CopyTo(sum, i);
        }
#endif
        for (; i < sum.Length; i++)
        {
            sum[i] += summand[first + i];
        }
    }
}
