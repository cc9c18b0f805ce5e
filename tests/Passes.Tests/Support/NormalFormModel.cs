using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A one-layer transformer in the normal form the lowering takes, with random weights and polynomials.</summary>
internal sealed class NormalFormModel(int tokens, int width, int heads, int hidden, int classes, int power)
{
    private readonly Random random = new(7);
    private WeightTable weights = WeightTable.Empty;

    public Module Build()
    {
        string[] square = ["q", "k", "v"];
        foreach (string name in square)
        {
            AddWeight(name, width, width, bias: true);
        }

        weights = weights.With("shift", new Tensor(ElementType.Float64, Shape.Scalar, [-0.25]));
        AddWeight("centered", width, width, bias: true);
        AddWeight("up", width, hidden, bias: true);
        AddWeight("down", hidden, classes, bias: true);
        AddWeight("attended", width, classes, bias: false);
        AddWeight("residual", width, classes, bias: true);

        GraphBuilder builder = new("circuit", weights);
        TensorType type = new(ElementType.Float64, Shape.Of(tokens, width));
        ValueId x = builder.Add(new Input("x", type), "x");
        ValueId centered = builder.Add(new Input("x.centered", type), "x.centered");
        ValueId attention = Attention(builder, x);
        ValueId hiddenState = builder.Add(new Add(centered, Linear(builder, attention, "centered")), "hidden");
        ValueId normalized = builder.Add(new Normalize(hiddenState, 0, Series(3), true, -0.5), "norm");
        ValueId activated = builder.Add(new Polynomial(Linear(builder, normalized, "up"), Series(5)), "gelu");
        ValueId deep = Linear(builder, Mean(builder, activated), "down");
        ValueId shallow = Linear(builder, Mean(builder, attention), "attended", bias: false);
        ValueId skip = Linear(builder, Mean(builder, x), "residual");
        ValueId sum = builder.Add(new Add(builder.Add(new Add(deep, shallow), "add1"), skip), "logits");
        builder.Output("logits", sum);
        return new Module("test", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);
    }

    public Dictionary<string, Tensor> Inputs() => new()
    {
        ["x"] = RandomTensor(1, tokens, width),
        ["x.centered"] = RandomTensor(1, tokens, width),
    };

    private static ValueId Mean(GraphBuilder builder, ValueId value) =>
        builder.Add(new ReduceMean(value, EquatableArray<int>.Of(0), true), "mean");

    private static ValueId Linear(GraphBuilder builder, ValueId value, string name, bool bias = true) =>
        builder.Add(new Linear(value, name, bias ? name + ".b" : null), name);

    private static ChebyshevSeries Series(int degree) =>
        new(new Interval(-1, 1), [.. Enumerable.Range(0, degree + 1).Select(static k => 1.0 / (1 + k))]);

    /// <summary>Attention weights x^p / mean of x^p over the keys.</summary>
    private ValueId Attention(GraphBuilder builder, ValueId x)
    {
        const string Name = "/layer.0/attention";
        ValueId powers = builder.Add(new Contract(Heads(builder, x, "q"), Heads(builder, x, "k"), new ContractedDimensions("ihs", "jhs", "hij")), Name + "/scores");
        for (int square = 2; square <= power; square *= 2)
        {
            powers = builder.Add(new Multiply(powers, powers), Name + "#softmax.powers");
        }

        ValueId mean = builder.Add(new ReduceMean(powers, EquatableArray<int>.Of(2), true), Name + "#softmax.sum");
        ValueId argument = builder.Add(new Add(mean, builder.Add(new Constant("shift"), "shift")), Name + "#softmax.argument");
        ValueId inverse = builder.Add(new Polynomial(argument, Series(3)), Name + "#softmax.inverse");
        ValueId mixed = builder.Add(new Contract(powers, Heads(builder, x, "v"), new ContractedDimensions("hij", "jhs", "ihs")), Name + "/mixed");
        ValueId factor = builder.Add(new Transpose(inverse, EquatableArray<int>.Of(1, 0, 2)), Name + "/factor");
        return builder.Add(new Reshape(builder.Add(new Multiply(mixed, factor), Name + "/product"), Shape.Of(tokens, width)), Name + "/output");
    }

    private ValueId Heads(GraphBuilder builder, ValueId x, string name) =>
        builder.Add(new Reshape(Linear(builder, x, name), Shape.Of(tokens, heads, width / heads)), name + ".heads");

    private void AddWeight(string name, int rows, int columns, bool bias)
    {
        weights = weights.With(name, RandomTensor(1 / Math.Sqrt(rows), rows, columns));
        if (bias)
        {
            weights = weights.With(name + ".b", RandomTensor(0.2, columns));
        }
    }

    private Tensor RandomTensor(double scale, params int[] shape)
    {
        double[] values = new double[shape.Aggregate(1, static (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale * ((2 * random.NextDouble()) - 1);
        }

        return new Tensor(ElementType.Float64, Shape.Of(shape), values);
    }
}
