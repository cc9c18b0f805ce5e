#if NET
using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>A panel of columns of a matrix product: the columns of the right operand lie side by side in a buffer, and four rows of the left one meet them at a time.</summary>
/// <remarks>Four rows times sixteen columns are sums in registers while the inner dimension passes. Multiplication and addition round separately, as everywhere in the interpreter.</remarks>
internal static class MatrixPanel
{
    /// <summary>Columns of a panel.</summary>
    public const int Width = 16;

    private const int Half = 8;
    private const int Rows = 4;

    /// <summary>Adds to one panel of the result.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="result">What is added to.</param>
    /// <param name="panel">Which panel; the last may be narrower.</param>
    public static void MultiplyThenAdd(MatrixView left, MatrixView right, MatrixView result, int panel)
    {
        int column = panel * Width;
        int count = Math.Min(Width, right.Columns - column);
        double[] columns = ArrayPool<double>.Shared.Rent(right.Rows * Width);
        Pack(right, column, count, columns);
        Span<double> sums = stackalloc double[Rows * Width];
        sums.Clear();
        for (int row = 0; row < left.Rows; row += Rows)
        {
            int height = Math.Min(Rows, left.Rows - row);
            for (int i = 0; i < height; i++)
            {
                Line(result, row + i, column, count).CopyTo(sums[(i * Width)..]);
            }

            ReadOnlySpan<double> factors = left.Values.AsSpan(left.Offset + (row * left.Columns));
            if (height == Rows)
            {
                AddFour(factors, left.Columns, columns, sums);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(ReadOnlySpan<double> factors, int inner, ReadOnlySpan<double> columns, Span<double> sums)
    {
        ref double a = ref MemoryMarshal.GetReference(factors);
        ref double b = ref MemoryMarshal.GetReference(columns);
        ref double c = ref MemoryMarshal.GetReference(sums);
        Vector512<double> c00 = Vector512.LoadUnsafe(ref c), c01 = Vector512.LoadUnsafe(ref c, Half);
        Vector512<double> c10 = Vector512.LoadUnsafe(ref c, Width), c11 = Vector512.LoadUnsafe(ref c, Width + Half);
        Vector512<double> c20 = Vector512.LoadUnsafe(ref c, 2 * Width), c21 = Vector512.LoadUnsafe(ref c, (2 * Width) + Half);
        Vector512<double> c30 = Vector512.LoadUnsafe(ref c, 3 * Width), c31 = Vector512.LoadUnsafe(ref c, (3 * Width) + Half);
        for (nint k = 0; k < inner; k++)
        {
            Vector512<double> b0 = Vector512.LoadUnsafe(ref b, (nuint)(k * Width)), b1 = Vector512.LoadUnsafe(ref b, (nuint)((k * Width) + Half));
            Vector512<double> a0 = Vector512.Create(Unsafe.Add(ref a, k)), a1 = Vector512.Create(Unsafe.Add(ref a, inner + k));
            c00 += a0 * b0;
            c01 += a0 * b1;
            c10 += a1 * b0;
            c11 += a1 * b1;
            Vector512<double> a2 = Vector512.Create(Unsafe.Add(ref a, (2 * (nint)inner) + k)), a3 = Vector512.Create(Unsafe.Add(ref a, (3 * (nint)inner) + k));
            c20 += a2 * b0;
            c21 += a2 * b1;
            c30 += a3 * b0;
            c31 += a3 * b1;
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, Half);
        c10.StoreUnsafe(ref c, Width);
        c11.StoreUnsafe(ref c, Width + Half);
        c20.StoreUnsafe(ref c, 2 * Width);
        c21.StoreUnsafe(ref c, (2 * Width) + Half);
        c30.StoreUnsafe(ref c, 3 * Width);
        c31.StoreUnsafe(ref c, (3 * Width) + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(ReadOnlySpan<double> factors, int inner, ReadOnlySpan<double> columns, Span<double> sums)
    {
        ref double b = ref MemoryMarshal.GetReference(columns);
        ref double c = ref MemoryMarshal.GetReference(sums);
        Vector512<double> c0 = Vector512.LoadUnsafe(ref c), c1 = Vector512.LoadUnsafe(ref c, Half);
        for (int k = 0; k < inner; k++)
        {
            Vector512<double> factor = Vector512.Create(factors[k]);
            c0 += factor * Vector512.LoadUnsafe(ref b, (nuint)(k * Width));
            c1 += factor * Vector512.LoadUnsafe(ref b, (nuint)((k * Width) + Half));
        }

        c0.StoreUnsafe(ref c);
        c1.StoreUnsafe(ref c, Half);
    }
}
#endif
