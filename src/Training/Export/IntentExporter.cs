using Google.Protobuf;
using PowerSoftmax.Training.Model;

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
        string hidden = graph.Node(Layer, "Add", [embedded, graph.Attention(Attention, network.attention, embedded)]);
        string result = graph.Node(Layer, "Add", [hidden, FeedForward(hidden)]);
        string logits = graph.MeanAndClassify(network.classifier, result);

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

    private string FeedForward(string hidden)
    {
        string normalized = graph.DecomposedNorm($"{Layer}/norm", network.outputNorm, hidden);
        string wide = graph.Linear($"{Layer}/intermediate/dense", network.intermediate, normalized);
        string activated = graph.Gelu($"{Layer}/intermediate/activation", wide);

        return graph.Linear($"{Layer}/output/dense", network.output, activated);
    }
}
