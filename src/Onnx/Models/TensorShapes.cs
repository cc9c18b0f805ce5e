using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Makes shapes out of numbers that came from a file.</summary>
internal static class TensorShapes
{
    /// <summary>Most elements one tensor may have: 512 MB as doubles.</summary>
    public const long MaxElements = 1L << 26;

    /// <summary>Most axes a tensor may have.</summary>
    public const int MaxRank = 32;

    /// <exception cref="IrException">A dimension is negative, or there are too many axes or elements.</exception>
    public static Shape FromDimensions(IReadOnlyCollection<long> dimensions)
    {
        string text = string.Join(", ", dimensions.Take(MaxRank + 1));
        if (dimensions.Count > MaxRank)
        {
            throw new IrException($"a tensor has {dimensions.Count} axes; at most {MaxRank} are supported");
        }

        double count = 1;
        foreach (long size in dimensions)
        {
            if (size is < 0 or > int.MaxValue)
            {
                throw new IrException($"dimension {size} of [{text}] is not a size");
            }

            // An empty axis must not hide others whose product would overflow.
            count *= Math.Max(1, size);
        }

        return count <= MaxElements
            ? Shape.From(dimensions.Select(static size => (int)size))
            : throw new IrException($"a tensor of shape [{text}] has more than {MaxElements} elements");
    }

    /// <summary>Refuses a computed shape that is too large to hold.</summary>
    /// <exception cref="IrException">It is.</exception>
    public static void CheckSize(Shape shape) => FromDimensions(shape.Dimensions.Select(static size => (long)size).ToList());
}
