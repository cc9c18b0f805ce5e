using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Axis numbers as ONNX counts them: negative ones from the last axis.</summary>
public static class Axes
{
    /// <summary>The axis as 0 ... rank - 1.</summary>
    /// <exception cref="IrException">No such axis.</exception>
    public static int Normalize(int axis, int rank) => axis >= -rank && axis < rank
        ? (axis < 0 ? axis + rank : axis)
        : throw new IrException($"axis {axis} does not exist in a tensor of rank {rank}");

    /// <summary>The axes as ascending numbers 0 ... rank - 1; none given means none.</summary>
    /// <exception cref="IrException">An axis does not exist, or is given twice.</exception>
    public static EquatableArray<int> Normalize(IEnumerable<int> axes, int rank)
    {
        int[] result = axes.Select(axis => Normalize(axis, rank)).ToArray();
        Array.Sort(result);
        return result.Distinct().Count() == result.Length
            ? EquatableArray<int>.From(result)
            : throw new IrException($"an axis is given twice in [{string.Join(", ", result)}]");
    }
}
