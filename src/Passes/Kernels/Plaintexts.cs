using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Sums and products of a value with a plaintext that repeats along the dimensions it lacks. Sums keep zeros where no element is.</summary>
internal static class Plaintexts
{
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">The value.</param>
    /// <param name="summand">Over some of its dimensions; axes of size 1 do not count.</param>
    /// <param name="dimensions">These dimensions, in the tensor's order.</param>
    /// <param name="name">Of the node.</param>
    public static RowValue Add(RowLowering lowering, RowValue value, Tensor summand, IReadOnlyList<string> dimensions, string name)
    {
        Layout plain = ValidSlots.Of(value.Layout, [.. dimensions]);
        string weight = lowering.AddWeight(name + ".plain", Repeated(summand, plain));
        return value with { Value = lowering.Builder.Add(new PackedAddPlain(value.Value, weight, plain), name) };
    }

    /// <summary>Adds a number to every element. Nothing for 0.</summary>
    public static RowValue Add(RowLowering lowering, RowValue value, double summand, string name) =>
        summand == 0 ? value : Add(lowering, value, Scalar(summand), [], name);

    /// <inheritdoc cref="Add(RowLowering, RowValue, Tensor, IReadOnlyList{string}, string)"/>
    /// <remarks>A level. A number alone is no plaintext.</remarks>
    public static RowValue Multiply(RowLowering lowering, RowValue value, Tensor factor, IReadOnlyList<string> dimensions, string name)
    {
        if (dimensions.Count == 0)
        {
            return value with { Value = lowering.Builder.Add(new PackedMultiplyScalar(value.Value, factor.Values[0]), name) };
        }

        Layout plain = value.Layout.Only([.. dimensions]);
        string weight = lowering.AddWeight(name + ".plain", Flat(factor));
        return value with { Value = lowering.Builder.Add(new PackedMultiplyPlain(value.Value, weight, plain), name) };
    }

    /// <summary>The value with zeros wherever it holds no element. A level, where it is not so already.</summary>
    public static RowValue Masked(RowLowering lowering, RowValue value, string name)
    {
        Layout zeros = new(
            value.Layout.Dimensions.Select(static dimension => dimension with { Padding = SlotFill.Zero }),
            value.Layout.Axes.Select(static axis => axis with { Gap = SlotFill.Zero }),
            value.Layout.SlotCount,
            value.Layout.CiphertextCount);
        if (zeros == value.Layout)
        {
            return value;
        }

        PlainFactor mask = Mask(lowering, zeros, name);
        return value with { Value = lowering.Builder.Add(new PackedMultiplyPlain(value.Value, mask.Weight, mask.Plain, zeros), name), Layout = zeros };
    }

    /// <summary>1 where a layout holds elements, and 0 elsewhere.</summary>
    public static PlainFactor Mask(RowLowering lowering, Layout layout, string name)
    {
        Layout plain = ValidSlots.Of(layout, []);
        return new PlainFactor(lowering.AddWeight(name + ".mask", Repeated(Scalar(1), plain)), plain);
    }

    private static Tensor Scalar(double value) => new(ElementType.Float64, Shape.Scalar, [value]);

    private static Tensor Flat(Tensor tensor) => new(ElementType.Float64, Shape.Of(tensor.Values.Length), tensor.Values);

    /// <summary>The tensor again and again along the first dimensions of a layout that it lacks.</summary>
    private static Tensor Repeated(Tensor tensor, Layout plain)
    {
        int count = Packing.ElementCount(plain);
        double[] values = [.. Enumerable.Range(0, count).Select(place => tensor.Values[place % tensor.Values.Length])];
        return new Tensor(ElementType.Float64, Shape.Of(count), values);
    }
}
