using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.LargeShapes.Models;

/// <summary>Layers with drawn weights, in the spelling of PyTorch's exporter.</summary>
/// <remarks>
/// Deviations keep every value near 1, as a training that penalises wide ranges does: a layer keeps the size of its operand, scores lie around 1 with a
/// deviation of <see cref="ScoreDeviation"/>, gains of norms lie around 1.
/// </remarks>
internal sealed class DrawnLayers(OnnxGraphBuilder graph, LargeShape shape)
{
    /// <summary>Of scores: weights of attention then differ by an order of magnitude with a power of 4.</summary>
    private const double ScoreDeviation = 0.15;

    private const float NormEpsilon = 1e-5f;
    private const double BiasDeviation = 0.05;
    private const double FeedForwardGain = 1;

    /// <summary>Mean of GELU of normally distributed numbers: 1 / (2 sqrt(pi)).</summary>
    private const double GeluMean = 0.28209479;
    private const double GainDeviation = 0.1;

    public OnnxGraphBuilder Graph => graph;

    public string Embedding(string name, string indices) => graph.Node(name, "Gather", [graph.Random(Seeded(name + ".weight"), 1, shape.Vocabulary, shape.Width), indices]);

    public string Random(string name, double deviation, params int[] sizes) => graph.Random(Seeded(name), deviation, sizes);

    public string Scalar(string name, double value) => graph.Floats(name, [], (float)value);

    /// <param name="name">Name of the layer.</param>
    /// <param name="input">Its operand.</param>
    /// <param name="from">Features of the operand.</param>
    /// <param name="to">Features of the result.</param>
    /// <param name="gain">Size of the result where the operand's is 1.</param>
    public string Linear(string name, string input, int from, int to, double gain = 1)
    {
        string product = graph.Node(name + "/MatMul", "MatMul", [input, Random(name + ".weight", gain / Math.Sqrt(from), from, to)]);
        return graph.Node(name, "Add", [product, Random(name + ".bias", BiasDeviation, to)]);
    }

    public string Norm(string name, string input)
    {
        string gain = graph.Random(Seeded(name + ".weight"), 1, GainDeviation, [shape.Width]);
        return graph.Node(name, "LayerNormalization", [input, gain, Random(name + ".bias", BiasDeviation, shape.Width)], OnnxGraphBuilder.Real("epsilon", NormEpsilon));
    }

    public string FeedForward(string name, string input)
    {
        string up = Linear(name + "/up", input, shape.Width, shape.Inner);
        string error = graph.Node(name + "/Erf", "Erf", [graph.Node(name + "/Div", "Div", [up, Scalar(name + ".root", Math.Sqrt(2))])]);
        string raised = graph.Node(name + "/Add", "Add", [error, Scalar(name + ".one", 1)]);
        string gelu = graph.Node(name + "/gelu", "Mul", [graph.Node(name + "/Mul", "Mul", [up, raised]), Scalar(name + ".half", 0.5)]);
        return Down(name + "/down", gelu);
    }

    /// <summary>The second layer of a feed-forward, its bias so that GELU's mean adds nothing to every token alike: tokens would become one another.</summary>
    private string Down(string name, string input)
    {
        float[] weight = NormalNumbers.Draw(Seeded(name + ".weight"), 0, FeedForwardGain / Math.Sqrt(shape.Inner), shape.Inner * shape.Width);
        float[] bias = NormalNumbers.Draw(Seeded(name + ".bias"), 0, BiasDeviation, shape.Width);
        for (int i = 0; i < weight.Length; i++)
        {
            bias[i % shape.Width] -= (float)(GeluMean * weight[i]);
        }

        string product = graph.Node(name + "/MatMul", "MatMul", [input, graph.Floats(name + ".weight", [shape.Inner, shape.Width], weight)]);
        return graph.Node(name, "Add", [product, graph.Floats(name + ".bias", [shape.Width], bias)]);
    }

    /// <summary>Power-softmax with p = 4 of scores that are shifted by 1, so that few are negative, by the mean over the keys that a mask leaves.</summary>
    /// <param name="name">Name of the attention.</param>
    /// <param name="scores">[batch, heads, queries, keys].</param>
    /// <param name="shares">The mask, one divided by the number of keys that count where one does; zero elsewhere.</param>
    /// <param name="epsilon">Added to the mean.</param>
    public string PowerSoftmax(string name, string scores, string shares, double epsilon)
    {
        string shifted = graph.Node(name + "/shifted", "Add", [scores, Scalar(name + ".shift", 1)]);
        string powers = graph.Node(name + "/Pow", "Pow", [shifted, Scalar(name + ".power", 4)]);
        string masked = graph.Node(name + "/masked", "Mul", [powers, shares]);
        string mean = graph.Node(name + "/ReduceSum", "ReduceSum", [masked, graph.Integers(name + ".last", -1)], OnnxGraphBuilder.Int("keepdims", 1));
        return graph.Node(name + "/weights", "Div", [masked, graph.Node(name + "/denominator", "Add", [mean, Scalar(name + ".epsilon", epsilon)])]);
    }

    /// <summary>[batch, tokens, heads times width] as [batch, heads, tokens, width].</summary>
    public string Split(string name, string value, int width)
    {
        string split = graph.Node(name + "/Reshape", "Reshape", [value, graph.Integers(name + ".shape", 0, 0, shape.Heads, width)]);
        return graph.Node(name + "/Transpose", "Transpose", [split], OnnxGraphBuilder.Ints("perm", 0, 2, 1, 3));
    }

    public string Merge(string name, string value)
    {
        string turned = graph.Node(name + "/Transpose", "Transpose", [value], OnnxGraphBuilder.Ints("perm", 0, 2, 1, 3));
        return graph.Node(name + "/Reshape", "Reshape", [turned, graph.Integers(name + ".shape", 0, 0, shape.Width)]);
    }

    /// <summary>Scores of queries and keys of deviation 1 as <see cref="Split"/> gives them.</summary>
    public string Scores(string name, string query, string key)
    {
        string columns = graph.Node(name + "/columns", "Transpose", [key], OnnxGraphBuilder.Ints("perm", 0, 1, 3, 2));
        return graph.Node(name + "/scores", "Div", [graph.Node(name + "/MatMul", "MatMul", [query, columns]), Scalar(name + ".root", Math.Sqrt(shape.HeadWidth) / ScoreDeviation)]);
    }

    // The name is the seed of the numbers; the first model of a name needs none beside it.
    private string Seeded(string name) => shape.Seed == 1 ? name : $"{name}@{shape.Seed}";
}
