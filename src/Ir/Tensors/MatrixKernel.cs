namespace PowerSoftmax.Ir.Tensors;

/// <summary>The dense matrix product of the interpreter.</summary>
internal static class MatrixKernel
{
    /// <summary>result += left * right. The result must not overlap an operand. Cost: rows x inner x columns multiply-adds.</summary>
    /// <remarks>Row by row, so that the innermost loop reads and writes memory in order; the order of summation is fixed.</remarks>
    public static void MultiplyThenAdd(MatrixView left, MatrixView right, MatrixView result)
    {
        for (int row = 0; row < left.Rows; row++)
        {
            int target = result.Offset + (row * result.Columns);
            for (int k = 0; k < left.Columns; k++)
            {
                double factor = left.Values[left.Offset + (row * left.Columns) + k];
                AddScaled(result.Values, target, factor, right.Values, right.Offset + (k * right.Columns), right.Columns);
            }
        }
    }

    private static void AddScaled(double[] target, int targetOffset, double factor, double[] source, int sourceOffset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            target[targetOffset + i] += factor * source[sourceOffset + i];
        }
    }
}
