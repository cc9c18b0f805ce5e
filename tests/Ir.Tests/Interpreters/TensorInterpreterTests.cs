using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Interpreters;

/// <summary>Graphs run in the clear; wrong inputs are named.</summary>
public sealed class TensorInterpreterTests
{
    [Fact]
    public void OutputsAndIntermediateValuesAreReturned()
    {
        (Graph graph, WeightTable weights) = Model();
        Dictionary<string, Tensor> inputs = new() { ["x"] = Tensor.Float(Shape.Of(1, 2), 1, 2) };
        IReadOnlyList<Tensor> values = TensorInterpreter.RunAll(graph, weights, inputs);

        Assert.Equal([7.0, 10.0], values[2].Values);
        Assert.Equal([-7.0, -10.0], TensorInterpreter.Run(graph, weights, inputs)["y"].Values);
        Assert.Equal([-7.0, -10.0], TensorInterpreter.Outputs(graph, values)["y"].Values);
    }

    [Fact]
    public void MissingInputIsNamed() => Fails("input 'x' is not given", []);

    [Fact]
    public void InputOfAnotherShapeIsNamed() => Fails("input 'x' has shape 2", new() { ["x"] = Tensor.Float(Shape.Of(2), 1, 2) });

    [Fact]
    public void WeightsWithoutValuesAreNamed()
    {
        (Graph graph, WeightTable weights) = Model();
        WeightTable typesOnly = WeightTable.Empty.WithType("w", weights["w"].Type);
        Dictionary<string, Tensor> inputs = new() { ["x"] = Tensor.Float(Shape.Of(1, 2), 1, 2) };

        Assert.Contains("'w' are not loaded", Assert.Throws<IrException>(() => TensorInterpreter.Run(graph, typesOnly, inputs)).Message);
    }

    [Fact]
    public void IndexOutsideTheTableIsNamedWithItsNode()
    {
        GraphBuilder builder = new("g", WeightTable.Empty.With("table", Tensor.Float(Shape.Of(2, 1), 1, 2)));
        ValueId table = builder.Add(new Constant("table"), "table");
        ValueId index = builder.Add(new Input("i", new TensorType(ElementType.Int64, Shape.Of(1))), "i");
        builder.Output("y", builder.Add(new Gather(table, index, 0), "embedding"));
        Dictionary<string, Tensor> inputs = new() { ["i"] = new Tensor(ElementType.Int64, Shape.Of(1), [2]) };
        string message = Assert.Throws<IrException>(() => TensorInterpreter.Run(builder.Build(), builder.Weights, inputs)).Message;

        Assert.Contains("'embedding'", message);
        Assert.Contains("index 2", message);
    }

    [Theory]
    [InlineData(0, 5, 1, new[] { 1.0, 2, 3, 4, 5 }, new[] { 1.0, 2, 3, 4, 5 })]
    [InlineData(-1, int.MinValue, -1, new[] { 1.0, 2, 3 }, new[] { 3.0, 2, 1 })]
    [InlineData(-2, int.MaxValue, 1, new[] { 1.0, 2, 3 }, new[] { 2.0, 3 })]
    [InlineData(-9, 2, 1, new[] { 1.0, 2, 3 }, new[] { 1.0, 2 })]
    [InlineData(9, -9, -2, new[] { 1.0, 2, 3 }, new[] { 3.0, 1 })]
    [InlineData(2, 1, 1, new[] { 1.0, 2, 3 }, new double[0])]
    public void SlicesCountAsOnnxDoes(int start, int end, int step, double[] input, double[] expected)
    {
        Slice op = new(new ValueId(0), EquatableArray<int>.Of(start), EquatableArray<int>.Of(end), EquatableArray<int>.Of(0), EquatableArray<int>.Of(step));

        Assert.Equal(expected, Evaluate(op, Tensor.Float(Shape.Of(input.Length), input)).Values);
    }

    [Fact]
    public void FloatsRoundToTheirTypeAfterEveryOp()
    {
        Tensor third = Evaluate(new Reciprocal(new ValueId(0)), Tensor.Scalar(3));

        Assert.Equal((double)(1f / 3f), third.Values[0]);
    }

    [Theory]
    [InlineData(ElementType.Float16, 65519.0, 65504.0)]
    [InlineData(ElementType.Float16, 65520.0, double.PositiveInfinity)]
    [InlineData(ElementType.Float16, 5.9604644775390625e-8, 5.9604644775390625e-8)]
    [InlineData(ElementType.Float16, 2.9802322387695312e-8, 0.0)]
    [InlineData(ElementType.Float16, 0.1, 0.0999755859375)]
    [InlineData(ElementType.BFloat16, 0.1, 0.10009765625)]
    [InlineData(ElementType.BFloat16, 257.0, 256.0)]
    [InlineData(ElementType.Int8, 200.0, -56.0)]
    [InlineData(ElementType.Int64, -2.7, -2.0)]
    [InlineData(ElementType.UInt8, -1.0, 255.0)]
    [InlineData(ElementType.Bool, 0.5, 1.0)]
    public void CastsRoundOrWrap(ElementType element, double value, double expected) =>
        Assert.Equal(expected, Evaluate(new Cast(new ValueId(0), element), Tensor.Scalar(value, ElementType.Float64)).Values[0]);

    private static Tensor Evaluate(TensorOp op, Tensor input)
    {
        TypeContext context = new(EquatableArray<IrType>.Of(input.Type), WeightTable.Empty);
        return op.Evaluate([input], (TensorType)op.InferType(context), WeightTable.Empty);
    }

    private static (Graph Graph, WeightTable Weights) Model()
    {
        GraphBuilder builder = new("g", WeightTable.Empty.With("w", Tensor.Float(Shape.Of(2, 2), 1, 2, 3, 4)));
        ValueId x = builder.Add(new Input("x", new TensorType(ElementType.Float32, Shape.Of(1, 2))), "x");
        ValueId product = builder.Add(new MatMul(x, builder.Add(new Constant("w"), "w")), "product");
        builder.Output("y", builder.Add(new Negate(product), "y"));
        return (builder.Build(), builder.Weights);
    }

    private static void Fails(string reason, Dictionary<string, Tensor> inputs)
    {
        (Graph graph, WeightTable weights) = Model();

        Assert.Contains(reason, Assert.Throws<IrException>(() => TensorInterpreter.Run(graph, weights, inputs)).Message);
    }
}
