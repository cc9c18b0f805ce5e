using System;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Moves elements of a tensor, numbers and strings alike.</summary>
internal static class TensorElements
{
    /// <summary>A tensor of the given shape whose element i is the source's element <c>indices[i]</c>.</summary>
    public static Tensor Take(Tensor source, Shape shape, int[] indices)
    {
        if (source.Strings is string[] strings)
        {
            return new Tensor(shape, Array.ConvertAll(indices, index => strings[index]));
        }

        double[] values = source.Values;
        return new Tensor(source.Type.Element, shape, Array.ConvertAll(indices, index => values[index]));
    }
}
