using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>NumPy broadcasting: shapes align at the last axis, and a dimension of 1 repeats.</summary>
public static class Broadcasting
{
    /// <summary>The shape both operands broadcast to.</summary>
    /// <exception cref="IrException">Two dimensions differ and neither is 1.</exception>
    public static Shape Join(Shape left, Shape right)
    {
        int rank = System.Math.Max(left.Rank, right.Rank);
        int[] sizes = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++)
        {
            int a = fromEnd <= left.Rank ? left[-fromEnd] : 1;
            int b = fromEnd <= right.Rank ? right[-fromEnd] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new IrException($"shapes {left} and {right} do not broadcast: {a} meets {b}");
            }

            sizes[rank - fromEnd] = a == 1 ? b : a;
        }

        return Shape.Of(sizes);
    }

    /// <summary>Whether the source broadcasts to exactly the target.</summary>
    public static bool Fits(Shape source, Shape target)
    {
        for (int fromEnd = 1; fromEnd <= source.Rank; fromEnd++)
        {
            if (fromEnd > target.Rank || (source[-fromEnd] != 1 && source[-fromEnd] != target[-fromEnd]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For every element of the target, the row-major index of the source element that it repeats.</summary>
    /// <param name="source">A shape that broadcasts to the target.</param>
    /// <param name="target">The result's shape.</param>
    public static int[] Map(Shape source, Shape target)
    {
        int[] steps = new int[target.Rank];
        int[] strides = source.Strides();
        for (int fromEnd = 1; fromEnd <= source.Rank; fromEnd++)
        {
            steps[target.Rank - fromEnd] = source[-fromEnd] == 1 ? 0 : strides[source.Rank - fromEnd];
        }

        return StridedIndices.Of(target, steps, 0);
    }
}
