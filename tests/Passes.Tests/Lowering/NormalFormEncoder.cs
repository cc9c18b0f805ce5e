using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>An encoder of several layers with the norm after the residual sum, in the normal form the lowering takes, with random weights.</summary>
/// <remarks>Scores, sums of powers and sums of squares are of order 1, as the normalizing passes make them.</remarks>
internal sealed class NormalFormEncoder(EncoderShape shape)
{
    private readonly Random random = new(11);
    private readonly GraphBuilder builder = new("circuit", WeightTable.Empty);

    public Module Build()
    {
        TensorType type = new(ElementType.Float64, Shape.Of(shape.Tokens, shape.Width));
        ValueId hidden = builder.Add(new Input("x", type), "x");
        ValueId centered = builder.Add(new Input("x.centered", type), "x.centered");
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string name = $"layer.{layer}";
            hidden = Attention(hidden, layer == 0 ? centered : null, name);
            hidden = FeedForward(hidden, name);
        }

        ValueId mean = builder.Add(new ReduceMean(hidden, EquatableArray<int>.Of(0), true), "mean");
        builder.Output("logits", Linear(mean, "classifier", shape.Width, shape.Classes));
        return new Module("encoder", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);
    }

    public Dictionary<string, Tensor> Inputs() => new()
    {
        ["x"] = RandomTensor(Math.Sqrt(3.0 / shape.Width), shape.Tokens, shape.Width),
        ["x.centered"] = RandomTensor(Math.Sqrt(1.0 / shape.Width), shape.Tokens, shape.Width),
    };

    /// <summary>Falls like the inverse of a number or of its root.</summary>
    private static ChebyshevSeries Series(int degree) =>
        new(new Interval(-1, 1), [.. Enumerable.Range(0, degree + 1).Select(static k => Math.Pow(-0.3, k))]);

    private ValueId Attention(ValueId hidden, ValueId? residual, string name)
    {
        // Rows have a length of about 1, after a norm of about 0.4: scores of about S^(-1/p), so that their powers sum to less than 1.
        double gain = Math.Sqrt((residual is null ? 2.4 : 0.6) * shape.Width / Math.Sqrt((double)shape.Width / shape.Heads) / Math.Pow(shape.Tokens, 1.0 / shape.Power));
        ValueId query = Linear(hidden, name + ".query", shape.Width, shape.Width, gain);
        ValueId key = Linear(hidden, name + ".key", shape.Width, shape.Width, gain);
        ValueId value = Linear(hidden, name + ".value", shape.Width, shape.Width);
        PowerAttentionOptions options = new(shape.Heads, shape.Power, 1.0, 0, Series(shape.InverseDegree), true, -0.25);
        ValueId attention = builder.Add(new PowerAttention(query, key, value, options), name + ".attention");
        return Norm(residual ?? Linear(hidden, name + ".gamma", shape.Width, shape.Width), Linear(attention, name + ".output", shape.Width, shape.Width), name + ".norm1");
    }

    private ValueId FeedForward(ValueId hidden, string name)
    {
        ValueId wide = Linear(hidden, name + ".up", shape.Width, shape.Hidden);
        ValueId activated = builder.Add(new Polynomial(wide, Series(7)), name + ".gelu");
        return Norm(Linear(hidden, name + ".gamma1", shape.Width, shape.Width), Linear(activated, name + ".down", shape.Hidden, shape.Width, 0.7 / Math.Sqrt(shape.Width)), name + ".norm2");
    }

    private ValueId Norm(ValueId residual, ValueId update, string name)
    {
        ValueId sum = builder.Add(new Add(residual, update), name + ".sum");
        return builder.Add(new Normalize(sum, 0, Series(3), true, -0.5), name);
    }

    private ValueId Linear(ValueId value, string name, int rows, int columns, double gain = 1)
    {
        builder.Weights = builder.Weights
            .With(name, RandomTensor(gain / Math.Sqrt(rows), rows, columns))
            .With(name + ".bias", RandomTensor(0.2 * gain / Math.Sqrt(columns), columns));
        return builder.Add(new Linear(value, name, name + ".bias"), name);
    }

    private Tensor RandomTensor(double scale, params int[] dimensions)
    {
        double[] values = new double[dimensions.Aggregate(1, static (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale * ((2 * random.NextDouble()) - 1);
        }

        return new Tensor(ElementType.Float64, Shape.Of(dimensions), values);
    }
}
