using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A model as the importer gives it, in elementary ops with random weights: attention of any sizes, and what may follow it.</summary>
internal sealed class SmallTransformer
{
    private const int Samples = 24;

    private readonly TransformerShape shape;
    private readonly GraphBuilder builder = new(ModuleKeys.Model, WeightTable.Empty);

    private SmallTransformer(TransformerShape shape) => this.shape = shape;

    /// <summary>A module with the graph <c>model</c>, from <c>x</c> to <c>y</c>.</summary>
    public static Module Build(TransformerShape shape) => new SmallTransformer(shape).Build();

    /// <summary>Random inputs with the answers of the interpreter.</summary>
    public static InterpretedCalibration Calibration(Module model) => new(
        model.Graphs[0], model.Weights, [.. Enumerable.Range(0, Samples).Select(seed => RandomTensors.Inputs(model.Graphs[0], seed))]);

    /// <summary>Runs the passes over tensors, with polynomials of low degree: how good they are is not the question here.</summary>
    /// <exception cref="DiagnosticException">The model cannot be compiled.</exception>
    public static Module Normalized(Module model) =>
        TensorPipeline.Run(model, new PassContext(new DiagnosticBag(), new CompilerOptions { AgreementAsked = 0, ErrorBudget = 1000 }, Calibration(model)));

    private Module Build()
    {
        ValueId value = builder.Add(new Input("x", new TensorType(ElementType.Float64, Shape.Of(shape.Tokens, shape.Width))), "x");
        value = shape.Heads == 0 ? value : Block(value, shape.Heads, "/layer.0");
        value = shape.SecondHeads == 0 ? value : Block(value, shape.SecondHeads, "/layer.1");
        if (shape.FeedForward > 0)
        {
            ValueId wide = builder.Add(new Gelu(Linear(value, shape.FeedForward, "/up"), Tanh: false), "/gelu");
            value = Linear(wide, shape.Width, "/down");
        }

        if (shape.Mean)
        {
            value = builder.Add(new ReduceMean(value, EquatableArray<int>.Of(0), true), "/mean");
        }

        value = shape.NormAfterMean ? Norm(value, "/mean/norm") : value;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            value = builder.Add(new Gelu(Linear(value, WidthOf(value), $"/head.{layer}"), Tanh: false), $"/head.{layer}/gelu");
        }

        builder.Output("y", shape.Outputs == 0 ? value : Linear(value, shape.Outputs, "/logits"));
        return new Module("small", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);
    }

    private ValueId Block(ValueId hidden, int heads, string name)
    {
        ValueId result = Attention(hidden, heads, name + "/attention");
        result = shape.Projected ? Linear(result, shape.Width, name + "/output") : result;
        result = shape.Residual && WidthOf(result) == WidthOf(hidden) ? builder.Add(new Add(hidden, result), name + "/Add") : result;
        return shape.Norm ? Norm(result, name + "/norm") : result;
    }

    private ValueId Attention(ValueId hidden, int heads, string name)
    {
        ValueId query = Heads(Linear(hidden, heads * shape.KeyWidth, name + "/query"), heads, shape.KeyWidth, [1, 0, 2]);
        ValueId key = Heads(Linear(hidden, heads * shape.KeyWidth, name + "/key"), heads, shape.KeyWidth, [1, 2, 0]);
        ValueId value = Heads(Linear(hidden, heads * shape.ValueWidth, name + "/value"), heads, shape.ValueWidth, [1, 0, 2]);
        ValueId scores = builder.Add(new MatMul(query, key), name + "/MatMul");
        ValueId powers = builder.Add(new Power(scores, Constant(name + ".two", 2)), name + "/Pow");
        ValueId sum = builder.Add(new ReduceSum(powers, EquatableArray<int>.Of(-1), true), name + "/ReduceSum");
        ValueId weights = builder.Add(new Divide(powers, builder.Add(new Add(sum, Constant(name + ".epsilon", 0.5)), name + "/Add")), name + "/Div");
        ValueId mixed = builder.Add(new Transpose(builder.Add(new MatMul(weights, value), name + "/MatMul_1"), EquatableArray<int>.Of(1, 0, 2)), name + "/Transpose");
        return builder.Add(new Reshape(mixed, Shape.Of(shape.Tokens, heads * shape.ValueWidth)), name + "/Reshape");
    }

    private ValueId Heads(ValueId matrix, int heads, int width, int[] permutation) => builder.Add(
        new Transpose(builder.Add(new Reshape(matrix, Shape.Of(shape.Tokens, heads, width)), "split"), EquatableArray<int>.From(permutation)), "turn");

    private ValueId Norm(ValueId value, string name)
    {
        int width = WidthOf(value);
        ValueId gamma = Weight(name + ".gamma", 1, width);
        ValueId beta = Weight(name + ".beta", 1, width);
        return builder.Add(new LayerNorm(value, gamma, beta, -1, 0.1), name);
    }

    private ValueId Linear(ValueId value, int columns, string name)
    {
        int rows = WidthOf(value);
        ValueId product = builder.Add(new MatMul(value, Weight(name + ".weight", Math.Sqrt(3.0 / rows), rows, columns)), name + "/MatMul");
        return builder.Add(new Add(product, Weight(name + ".bias", 0.2, columns)), name);
    }

    private ValueId Constant(string name, double value)
    {
        builder.Weights = builder.Weights.With(name, Tensor.Scalar(value, ElementType.Float64));
        return builder.Add(new Constant(name), name);
    }

    private ValueId Weight(string name, double scale, params int[] sizes)
    {
        double[] values = [.. RandomTensors.Values(name, sizes.Aggregate(1, static (product, size) => product * size)).Select(value => scale * value)];
        builder.Weights = builder.Weights.With(name, new Tensor(ElementType.Float64, Shape.Of(sizes), values));
        return builder.Add(new Constant(name), name);
    }

    private int WidthOf(ValueId value) => ((TensorType)builder.TypeOf(value)).Shape[-1];
}
