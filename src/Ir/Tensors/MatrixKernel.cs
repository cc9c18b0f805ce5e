#if NET
using System.Threading.Tasks;
#endif

namespace PowerSoftmax.Ir.Tensors;

/// <summary>The dense matrix product of the interpreter.</summary>
internal static class MatrixKernel
{
    // Rows that share one reading of the right operand, and columns of it that stay in the first-level cache beside them.
    private const int RowsAtOnce = 8;
    private const int ColumnsAtOnce = 256;

    // Products below this many multiply-adds are not worth a second thread.
    private const long Small = 1 << 18;

    /// <summary>result += left * right. The result must not overlap an operand. Cost: rows x inner x columns multiply-adds.</summary>
    /// <remarks>
    /// An element is summed in the order of the inner dimension, whatever the blocks, the vectors and the threads are: same bits on every machine. Large
    /// products use all processors.
    /// </remarks>
    public static void MultiplyThenAdd(MatrixView left, MatrixView right, MatrixView result)
    {
        int blocks = (left.Rows + RowsAtOnce - 1) / RowsAtOnce;
#if NET
        if ((long)left.Rows * left.Columns * right.Columns > Small)
        {
            Parallel.For(0, blocks, block => MultiplyBlock(left, right, result, block));
            return;
        }
#endif
        for (int block = 0; block < blocks; block++)
        {
            MultiplyBlock(left, right, result, block);
        }
    }

    private static void MultiplyBlock(MatrixView left, MatrixView right, MatrixView result, int block)
    {
        int first = block * RowsAtOnce;
        int end = System.Math.Min(first + RowsAtOnce, left.Rows);
        for (int column = 0; column < right.Columns; column += ColumnsAtOnce)
        {
            int count = System.Math.Min(ColumnsAtOnce, right.Columns - column);
            for (int k = 0; k < left.Columns; k++)
            {
                int source = right.Offset + (k * right.Columns) + column;
                for (int row = first; row < end; row++)
                {
                    double factor = left.Values[left.Offset + (row * left.Columns) + k];
                    ScaledSums.Add(result.Values, result.Offset + (row * result.Columns) + column, factor, right.Values, source, count);
                }
            }
        }
    }
}
