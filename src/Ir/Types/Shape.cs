using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Types;

/// <summary>A static tensor shape; the empty shape is a scalar. Every dimension is at least 0.</summary>
public readonly record struct Shape(EquatableArray<int> Dimensions)
{
    public static Shape Scalar => default;

    public int Rank => Dimensions.Count;

    /// <summary>Number of elements.</summary>
    public long Count => Dimensions.Aggregate(1L, static (product, size) => product * size);

    public int this[int axis] => Dimensions[axis < 0 ? axis + Rank : axis];

    public static Shape Of(params int[] dimensions) => new(EquatableArray<int>.From(dimensions));

    public static Shape From(IEnumerable<int> dimensions) => new(EquatableArray<int>.From(dimensions));

    /// <summary>Row-major strides, in elements.</summary>
    public int[] Strides()
    {
        int[] strides = new int[Rank];
        int stride = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Dimensions[axis];
        }

        return strides;
    }

    public override string ToString() =>
        Rank == 0 ? "scalar" : string.Join("x", Dimensions.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
}
