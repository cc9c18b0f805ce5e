#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Sums of products along arrays; the same bits whatever the vectors are.</summary>
internal static class ScaledSums
{
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

    /// <summary>target[i] = sum over the row of factor * source[begin + i], in the row's order, for all elements of the target: a power of two of at least eight.</summary>
    public static void Gather(double[] target, double[] source, SparseRow row)
    {
#if NET
        const int Lanes = 4;
        const int Wide = 8 * Lanes;
        int i = 0;
        for (; i <= target.Length - Wide; i += Wide)
        {
            GatherWide(target, source, row, i);
        }

        for (; i < target.Length; i += Lanes)
        {
            Vector256<double> sum = Vector256<double>.Zero;
            ref double x = ref MemoryMarshal.GetArrayDataReference(source);
            for (int place = row.Begin; place < row.End; place++)
            {
                sum += Vector256.Create(row.Factor(place)) * Vector256.LoadUnsafe(ref x, (nuint)(row.Sources[place] + i));
            }

            sum.CopyTo(target, i);
        }
#else
        System.Array.Clear(target, 0, target.Length);
        for (int place = row.Begin; place < row.End; place++)
        {
            double factor = row.Factor(place);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] += factor * source[row.Sources[place] + i];
            }
        }
#endif
    }
#if NET

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherWide(double[] target, double[] source, SparseRow row, int first)
    {
        ref double all = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(source), first);
        Vector256<double> s0, s1, s2, s3, s4, s5, s6, s7;
        s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = Vector256<double>.Zero;
        for (int place = row.Begin; place < row.End; place++)
        {
            Vector256<double> factor = Vector256.Create(row.Factor(place));
            ref double x = ref Unsafe.Add(ref all, row.Sources[place]);
            s0 += factor * Vector256.LoadUnsafe(ref x);
            s1 += factor * Vector256.LoadUnsafe(ref x, 4);
            s2 += factor * Vector256.LoadUnsafe(ref x, 8);
            s3 += factor * Vector256.LoadUnsafe(ref x, 12);
            s4 += factor * Vector256.LoadUnsafe(ref x, 16);
            s5 += factor * Vector256.LoadUnsafe(ref x, 20);
            s6 += factor * Vector256.LoadUnsafe(ref x, 24);
            s7 += factor * Vector256.LoadUnsafe(ref x, 28);
        }

        s0.CopyTo(target, first);
        s1.CopyTo(target, first + 4);
        s2.CopyTo(target, first + 8);
        s3.CopyTo(target, first + 12);
        s4.CopyTo(target, first + 16);
        s5.CopyTo(target, first + 20);
        s6.CopyTo(target, first + 24);
        s7.CopyTo(target, first + 28);
    }
#endif
}
