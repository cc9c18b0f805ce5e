using Google.Protobuf;
using PowerSoftmax.Training.Model;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Export;

/// <summary>Writes a trained network as ONNX: int64 <c>tokens</c> [1, 32] to float32 <c>logits</c> [1, 7].</summary>
internal sealed class IntentExporter(IntentNetwork network)
{
    private const string Layer = "/layer.0";
    private const string Attention = Layer + "/attention";

    private readonly OnnxGraph graph = new();

    /// <summary>The serialized model.</summary>
    public byte[] Export()
    {
        string embedded = Embed("tokens");
        string hidden = graph.Node(Layer, "Add", [embedded, Attend(embedded)]);
        string result = graph.Node(Layer, "Add", [hidden, FeedForward(hidden)]);
        string pooled = graph.Node(
            "/pooler", "ReduceMean", [result], OnnxGraph.Attribute("axes", [1L]), OnnxGraph.Attribute("keepdims", 0L));
        string logits = Classify(pooled);

        return graph.Finish(
            ("tokens", OnnxCodes.Int64, [1, IntentShape.Tokens]), ("logits", [1, IntentShape.Classes]), logits).ToByteArray();
    }

    private string Embed(string tokens)
    {
        string table = graph.Weight("embeddings.token.weight", network.token.weight!);
        string words = graph.Node("/embeddings/token", "Gather", [table, tokens]);
        string sum = graph.Node("/embeddings", "Add", [words, graph.Weight("embeddings.position", network.position)]);

        return graph.FusedNorm("/embeddings/norm", network.embeddingNorm, sum);
    }

    private string Attend(string input)
    {
        string queries = Heads("query", network.attention.query, input, [0, 2, 1, 3]);
        string keys = Heads("key", network.attention.key, input, [0, 2, 3, 1]);
        string values = Heads("value", network.attention.value, input, [0, 2, 1, 3]);

        string products = graph.Node(Attention, "MatMul", [queries, keys]);
        string scores = graph.Node(
            Attention, "Div", [products, graph.Scalar(Attention, Math.Sqrt(IntentShape.HeadWidth))]);
        string mixed = graph.Node(Attention, "MatMul", [PowerSoftmax(scores), values]);

        string rows = graph.Node(Attention, "Transpose", [mixed], OnnxGraph.Attribute("perm", 0, 2, 1, 3));
        string shape = graph.Integers(Attention, 1, IntentShape.Tokens, IntentShape.Width);
        string merged = graph.Node(Attention, "Reshape", [rows, shape]);

        return graph.Linear($"{Attention}/output", network.attention.output, merged);
    }

    private string Heads(string name, TorchSharp.Modules.Linear layer, string input, long[] permutation)
    {
        string projected = graph.Linear($"{Attention}/{name}", layer, input);
        string shape = graph.Integers(Attention, 1, IntentShape.Tokens, IntentShape.Heads, IntentShape.HeadWidth);
        string split = graph.Node(Attention, "Reshape", [projected, shape]);

        return graph.Node(Attention, "Transpose", [split], OnnxGraph.Attribute("perm", permutation));
    }

    private string PowerSoftmax(string scores)
    {
        string powers = graph.Node(Attention, "Pow", [scores, graph.Scalar(Attention, IntentShape.Power)]);
        string sum = graph.Node(
            Attention, "ReduceSum", [powers, graph.Integers(Attention, -1)], OnnxGraph.Attribute("keepdims", 1L));
        string denominator = graph.Node(
            Attention, "Add", [sum, graph.Scalar(Attention, IntentShape.DenominatorEpsilon)]);

        return graph.Node(Attention, "Div", [powers, denominator]);
    }

    private string FeedForward(string hidden)
    {
        string normalized = graph.DecomposedNorm($"{Layer}/norm", network.outputNorm, hidden);
        string wide = graph.Linear($"{Layer}/intermediate/dense", network.intermediate, normalized);
        string activated = graph.Gelu($"{Layer}/intermediate/activation", wide);

        return graph.Linear($"{Layer}/output/dense", network.output, activated);
    }

    private string Classify(string pooled)
    {
        using Tensor weight = network.classifier.weight!.detach();

        return graph.Node(
            "/classifier",
            "Gemm",
            [pooled, graph.Weight("classifier.weight", weight), graph.Weight("classifier.bias", network.classifier.bias!)],
            OnnxGraph.Attribute("alpha", 1.0),
            OnnxGraph.Attribute("beta", 1.0),
            OnnxGraph.Attribute("transB", 1L));
    }
}
