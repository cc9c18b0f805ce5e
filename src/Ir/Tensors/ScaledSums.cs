#if NET
using System.Numerics;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Sums of products along arrays; the same bits whatever the vectors are.</summary>
internal static class ScaledSums
{
    /// <summary>target[i] += factor * source[i], for so many elements from the offsets on.</summary>
    public static void Add(double[] target, int targetOffset, double factor, double[] source, int sourceOffset, int count)
    {
        int i = 0;
#if NET
        Vector<double> factors = new(factor);
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target, targetOffset + i) + (factors * new Vector<double>(source, sourceOffset + i))).CopyTo(target, targetOffset + i);
        }
#endif
        for (; i < count; i++)
        {
            target[targetOffset + i] += factor * source[sourceOffset + i];
        }
    }

    /// <summary>target[i] += factors[i] * source[i], for so many elements from the offsets on.</summary>
    public static void Add(double[] target, int targetOffset, double[] factors, int factorsOffset, double[] source, int sourceOffset, int count)
    {
        int i = 0;
#if NET
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target, targetOffset + i) + (new Vector<double>(factors, factorsOffset + i) * new Vector<double>(source, sourceOffset + i))).CopyTo(target, targetOffset + i);
        }
#endif
        for (; i < count; i++)
        {
            target[targetOffset + i] += factors[factorsOffset + i] * source[sourceOffset + i];
        }
    }
}
