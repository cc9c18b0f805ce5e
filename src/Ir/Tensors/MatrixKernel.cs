#if NET
using System.Threading.Tasks;
#else
using System;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>The dense matrix product of the interpreter.</summary>
internal static class MatrixKernel
{
    /// <summary>result = left * right. The result must not overlap an operand. Cost: rows x inner x columns multiply-adds.</summary>
    /// <remarks>
    /// An element is summed in the order of the inner dimension, whatever the blocks, the vectors and the threads are: same bits on every machine. Large
    /// products use all processors.
    /// </remarks>
    public static void Multiply(MatrixView left, MatrixView right, MatrixView result)
    {
#if NET
        int panels = (right.Columns + MatrixPanel.Width - 1) / MatrixPanel.Width;
        if ((long)left.Rows * left.Columns * right.Columns > Small)
        {
            Parallel.For(0, panels, panel => MatrixPanel.Multiply(left, right, result, panel));
            return;
        }

        for (int panel = 0; panel < panels; panel++)
        {
            MatrixPanel.Multiply(left, right, result, panel);
        }
#else
        for (int row = 0; row < left.Rows; row++)
        {
            Array.Clear(result.Values, result.Offset + (row * result.Columns), result.Columns);
            for (int k = 0; k < left.Columns; k++)
            {
                double factor = left.Values[left.Offset + (row * left.Columns) + k];
                for (int column = 0; column < right.Columns; column++)
                {
                    result.Values[result.Offset + (row * result.Columns) + column] += factor * right.Values[right.Offset + (k * right.Columns) + column];
                }
            }
        }
#endif
    }
#if NET

    // Products below this many multiply-adds are not worth a second thread.
    private const long Small = 1 << 18;
#endif
}
