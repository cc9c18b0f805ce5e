using System;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>An element of a tensor that is infinite or NaN.</summary>
public sealed record NonFinite(int Element, double Value)
{
    public string ValueText => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first such element in row-major order; null where all are finite.</summary>
    public static NonFinite? Of(double[] values)
    {
        int element = Array.FindIndex(values, static value => double.IsNaN(value) || double.IsInfinity(value));
        return element < 0 ? null : new NonFinite(element, values[element]);
    }

    /// <summary>Where it lies in a tensor of that shape: <c>[1, 3]</c>, <c>[]</c> in a scalar.</summary>
    public string Place(Shape shape) => Place(shape, Element);

    /// <summary>The indices of an element: <c>[1, 3]</c>.</summary>
    public static string Place(Shape shape, int element)
    {
        int[] strides = shape.Strides();
        return $"[{string.Join(", ", strides.Select((stride, axis) => (element / stride) % shape[axis]))}]";
    }
}
