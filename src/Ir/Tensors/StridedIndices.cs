using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Element indices of a strided view, the one loop behind transposing, slicing and broadcasting.</summary>
internal static class StridedIndices
{
    /// <summary>Start + sum over axes of index times step, for every index of the shape in row-major order.</summary>
    public static int[] Of(Shape shape, int[] steps, int start)
    {
        int[] result = new int[shape.Count];
        int[] index = new int[shape.Rank];
        int inner = shape.Rank == 0 ? 1 : shape[-1];
        int step = shape.Rank == 0 ? 0 : steps[shape.Rank - 1];
        int offset = start;
        for (int row = 0; row < result.Length; row += inner)
        {
            for (int i = 0; i < inner; i++)
            {
                result[row + i] = offset + (i * step);
            }

            for (int axis = shape.Rank - 2; axis >= 0; axis--)
            {
                offset += steps[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return result;
    }
}
