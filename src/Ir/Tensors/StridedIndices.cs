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
        int offset = start;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = offset;
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
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
