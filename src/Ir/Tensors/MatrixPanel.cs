#if NET
using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>A panel of columns of a matrix product: the columns of the right operand lie side by side in a buffer, and four rows of the left one meet them at a time.</summary>
/// <remarks>Four rows times eight columns are sums in registers while the inner dimension passes, as many as a machine has whose vectors are of 256 bits; wider ones would spill there, and gain little where they are two narrow ones. Multiplication and addition round separately, as everywhere in the interpreter.</remarks>
internal static class MatrixPanel
{
    /// <summary>Columns of a panel.</summary>
    public const int Width = 16;

    /// <summary>Columns of a vector.</summary>
    private const int Next = 4;

    private const int Half = 2 * Next;
    private const int Rows = 4;

    /// <summary>Writes one panel of the result.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="result">Where it is written. It is not read: memory that nobody has touched would be mapped twice.</param>
    /// <param name="panel">Which panel; the last may be narrower.</param>
    public static void Multiply(MatrixView left, MatrixView right, MatrixView result, int panel)
    {
        int column = panel * Width;
        int count = Math.Min(Width, right.Columns - column);
        double[] columns = ArrayPool<double>.Shared.Rent(right.Rows * Width);
        Pack(right, column, count, columns);
        Span<double> sums = stackalloc double[Rows * Width];
        for (int row = 0; row < left.Rows; row += Rows)
        {
            int height = Math.Min(Rows, left.Rows - row);
            sums.Clear();
            ReadOnlySpan<double> factors = left.Values.AsSpan(left.Offset + (row * left.Columns));
            if (height == Rows)
            {
                AddFour(factors, left.Columns, columns, sums);
                AddFour(factors, left.Columns, columns.AsSpan(Half), sums[Half..]);
            }
            else
            {
                for (int i = 0; i < height; i++)
                {
                    AddOne(factors[(i * left.Columns)..], left.Columns, columns, sums[(i * Width)..]);
                }
            }

            for (int i = 0; i < height; i++)
            {
                sums.Slice(i * Width, count).CopyTo(Line(result, row + i, column, count));
            }
        }

        ArrayPool<double>.Shared.Return(columns);
    }

    private static Span<double> Line(MatrixView view, int row, int column, int count) => view.Values.AsSpan(view.Offset + (row * view.Columns) + column, count);

    private static void Pack(MatrixView right, int column, int count, double[] columns)
    {
        for (int k = 0; k < right.Rows; k++)
        {
            Span<double> line = columns.AsSpan(k * Width, Width);
            Line(right, k, column, count).CopyTo(line);
            line[count..].Clear();
        }
    }

    /// <summary>Four rows of one half of the panel: eight sums in registers, which every machine has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(ReadOnlySpan<double> factors, int inner, ReadOnlySpan<double> columns, Span<double> sums)
    {
        ref double a = ref MemoryMarshal.GetReference(factors);
        ref double b = ref MemoryMarshal.GetReference(columns);
        ref double c = ref MemoryMarshal.GetReference(sums);
        Vector256<double> c00 = Vector256.LoadUnsafe(ref c), c01 = Vector256.LoadUnsafe(ref c, Next);
        Vector256<double> c10 = Vector256.LoadUnsafe(ref c, Width), c11 = Vector256.LoadUnsafe(ref c, Width + Next);
        Vector256<double> c20 = Vector256.LoadUnsafe(ref c, 2 * Width), c21 = Vector256.LoadUnsafe(ref c, (2 * Width) + Next);
        Vector256<double> c30 = Vector256.LoadUnsafe(ref c, 3 * Width), c31 = Vector256.LoadUnsafe(ref c, (3 * Width) + Next);
        for (nint k = 0; k < inner; k++)
        {
            Vector256<double> b0 = Vector256.LoadUnsafe(ref b, (nuint)(k * Width)), b1 = Vector256.LoadUnsafe(ref b, (nuint)((k * Width) + Next));
            Vector256<double> a0 = Vector256.Create(Unsafe.Add(ref a, k)), a1 = Vector256.Create(Unsafe.Add(ref a, inner + k));
            c00 += a0 * b0;
            c01 += a0 * b1;
            c10 += a1 * b0;
            c11 += a1 * b1;
            Vector256<double> a2 = Vector256.Create(Unsafe.Add(ref a, (2 * (nint)inner) + k)), a3 = Vector256.Create(Unsafe.Add(ref a, (3 * (nint)inner) + k));
            c20 += a2 * b0;
            c21 += a2 * b1;
            c30 += a3 * b0;
            c31 += a3 * b1;
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, Next);
        c10.StoreUnsafe(ref c, Width);
        c11.StoreUnsafe(ref c, Width + Next);
        c20.StoreUnsafe(ref c, 2 * Width);
        c21.StoreUnsafe(ref c, (2 * Width) + Next);
        c30.StoreUnsafe(ref c, 3 * Width);
        c31.StoreUnsafe(ref c, (3 * Width) + Next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(ReadOnlySpan<double> factors, int inner, ReadOnlySpan<double> columns, Span<double> sums)
    {
        ref double b = ref MemoryMarshal.GetReference(columns);
        ref double c = ref MemoryMarshal.GetReference(sums);
        Vector256<double> c0 = Vector256.LoadUnsafe(ref c), c1 = Vector256.LoadUnsafe(ref c, Next), c2 = Vector256.LoadUnsafe(ref c, 2 * Next), c3 = Vector256.LoadUnsafe(ref c, 3 * Next);
        for (int k = 0; k < inner; k++)
        {
            Vector256<double> factor = Vector256.Create(factors[k]);
            c0 += factor * Vector256.LoadUnsafe(ref b, (nuint)(k * Width));
            c1 += factor * Vector256.LoadUnsafe(ref b, (nuint)((k * Width) + Next));
            c2 += factor * Vector256.LoadUnsafe(ref b, (nuint)((k * Width) + (2 * Next)));
            c3 += factor * Vector256.LoadUnsafe(ref b, (nuint)((k * Width) + (3 * Next)));
        }

        c0.StoreUnsafe(ref c);
        c1.StoreUnsafe(ref c, Next);
        c2.StoreUnsafe(ref c, 2 * Next);
        c3.StoreUnsafe(ref c, 3 * Next);
    }
}
#endif
