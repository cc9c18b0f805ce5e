using System;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>A tensor in the clear: its elements as doubles in row-major order, whatever their element type.</summary>
/// <remarks>
/// Doubles hold every element type exactly except 64-bit integers beyond 2^53. Treat as immutable: ops make new tensors and
/// may share <see cref="Values"/>. Strings, which ONNX allows in a few ops, are kept beside as <see cref="Strings"/>.
/// </remarks>
public sealed class Tensor
{
    public Tensor(ElementType element, Shape shape, double[] values)
    {
        if (values.LongLength != shape.Count)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}", nameof(values));
        }

        Type = new TensorType(element, shape);
        Values = values;
    }

    public Tensor(Shape shape, string[] strings)
        : this(ElementType.String, shape, new double[strings.Length]) => Strings = strings;

    public TensorType Type { get; }

    public Shape Shape => Type.Shape;

    public double[] Values { get; }

    /// <summary>Elements of a string tensor; null for numbers.</summary>
    public string[]? Strings { get; }

    public static Tensor Scalar(double value, ElementType element = ElementType.Float32) => new(element, Shape.Scalar, new[] { value });

    public static Tensor Float(Shape shape, params double[] values) => new(ElementType.Float32, shape, values);

    /// <summary>Values as 64-bit integers, saturated.</summary>
    public long[] ToInt64() => Values.Select(static value =>
        value >= 9.2233720368547758e18 ? long.MaxValue : value <= -9.2233720368547758e18 ? long.MinValue : (long)value).ToArray();

    /// <summary>Every number changed; of the same elements, without rounding.</summary>
    public Tensor Map(Func<double, double> map) => new(Type.Element, Shape, Values.Select(map).ToArray());

    public Tensor WithShape(Shape shape) =>
        Strings is null ? new Tensor(Type.Element, shape, Values) : new Tensor(shape, Strings);
}
