using Google.Protobuf;
using PowerSoftmax.Training.Export;
using PowerSoftmax.Training.Model;

namespace PowerSoftmax.Training.Bert;

/// <summary>Writes a trained network as ONNX: int64 <c>tokens</c> [1, 32] to float32 <c>logits</c> [1, 7].</summary>
internal sealed class BertExporter(BertNetwork network)
{
    private readonly OnnxGraph graph = new();

    /// <summary>The serialized model.</summary>
    public byte[] Export()
    {
        string hidden = Embed("tokens");

        for (int index = 0; index < network.layers.Count; index++)
        {
            hidden = Encode($"/encoder/layer.{index}", network.layers[index], hidden);
        }

        string logits = graph.MeanAndClassify(network.classifier, hidden);

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

    private string Encode(string path, BertLayer layer, string input)
    {
        string attended = graph.Attention($"{path}/attention", layer.attention, input);
        string hidden = graph.FusedNorm($"{path}/attention/norm", layer.attentionNorm, graph.Node(path, "Add", [attended, input]));
        string wide = graph.Linear($"{path}/intermediate/dense", layer.intermediate, hidden);
        string activated = graph.Gelu($"{path}/intermediate/activation", wide);
        string fed = graph.Linear($"{path}/output/dense", layer.output, activated);

        return graph.FusedNorm($"{path}/output/norm", layer.outputNorm, graph.Node(path, "Add", [fed, hidden]));
    }
}
