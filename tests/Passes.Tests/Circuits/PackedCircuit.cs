using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Circuits;

/// <summary>Writes small Packed graphs: every value holds a vector x[f] of <see cref="Size"/> elements, repeated over the slots.</summary>
internal sealed class PackedCircuit(int logSlots = 9)
{
    public const int Size = 8;

    private readonly Layout layout = LayoutText.Parse($"f:{Size} | r:{1 << (logSlots - 3)} f:8");
    private readonly Layout product = LayoutText.Parse($"g:{Size} | r:{1 << (logSlots - 3)} g:8");
    private readonly GraphBuilder builder = new("circuit", WeightTable.Empty);

    public WeightTable Weights => builder.Weights;

    public ValueId Input(string name) => builder.Add(new PackedInput(name, layout), name);

    public ValueId Add(ValueId left, ValueId right, string name = "add") => builder.Add(new PackedAdd(left, right), name);

    public ValueId Multiply(ValueId left, ValueId right, string name = "multiply") => builder.Add(new PackedMultiply(left, right), name);

    public ValueId Scale(ValueId value, double factor, string name = "scale") => builder.Add(new PackedMultiplyScalar(value, factor), name);

    public ValueId Shift(ValueId value, double summand, string name = "shift") => builder.Add(new PackedAddScalar(value, summand), name);

    public ValueId Rotate(ValueId value, int steps, string name = "rotate") => builder.Add(new PackedRotate(value, steps), name);

    public ValueId Sum(ValueId value, string name = "sum") => builder.Add(new PackedSumSlots(value, EquatableArray<long>.Of(1, 2, 4), layout), name);

    public ValueId Polynomial(ValueId value, Interval interval, double[] coefficients, string name = "polynomial") =>
        builder.Add(new PackedPolynomial(value, new ChebyshevSeries(interval, coefficients)), name);

    public ValueId Mask(ValueId value, string name = "mask")
    {
        builder.Weights = builder.Weights.With(name, Tensor.Float(Shape.Of(Size), [.. Enumerable.Range(0, Size).Select(static i => i % 2.0)]));
        return builder.Add(new PackedMultiplyPlain(value, name, layout), name);
    }

    /// <summary>Product with a fixed matrix; the result's only dimension is called g, which only an output may see.</summary>
    public ValueId Matrix(ValueId value, string name = "matrix")
    {
        double[] values = [.. Enumerable.Range(0, Size * Size).Select(static i => (((i * 37) % 19) - 9) / 20.0)];
        builder.Weights = builder.Weights.With(name, Tensor.Float(Shape.Of(Size, Size), values));
        return builder.Add(new PackedLinearMap(value, name, new LinearMap(layout, product, ["f"], ["g"])), name);
    }

    public void Output(ValueId value, string name = "y")
    {
        Layout result = ((PackedType)builder.TypeOf(value)).Layout;
        builder.Output(name, builder.Add(new PackedOutput(value, name, result, Shape.Of(Size)), name));
    }

    public Graph Build() => builder.Build();
}
