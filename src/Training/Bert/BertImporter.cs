using PowerSoftmax.Training.Export;

namespace PowerSoftmax.Training.Bert;

/// <summary>Makes networks from the files that <see cref="BertExporter"/> writes.</summary>
internal static class BertImporter
{
    /// <summary>The network of a file.</summary>
    /// <exception cref="InvalidDataException">The file has other layers or another vocabulary.</exception>
    public static BertNetwork Read(byte[] model, int vocabularySize, int layerCount) =>
        Stack(model, vocabularySize, layerCount, layerCount);

    /// <summary>A deeper network whose layers repeat those of the file, as a start for training.</summary>
    /// <remarks>Gong et al., "Efficient Training of BERT by Progressively Stacking", ICML 2019.</remarks>
    /// <exception cref="InvalidDataException">The file has other layers or another vocabulary.</exception>
    public static BertNetwork Stack(byte[] model, int vocabularySize, int storedLayers, int layerCount)
    {
        OnnxWeights weights = new(model);
        BertNetwork network = new(vocabularySize, layerCount);
        weights.CopyTo(network.token.weight!, "embeddings.token.weight");
        weights.CopyTo(network.position, "embeddings.position");
        weights.CopyTo(network.embeddingNorm, "embeddings.norm");

        for (int index = 0; index < layerCount; index++)
        {
            Copy(weights, $"encoder.layer.{index % storedLayers}", network.layers[index]);
        }

        weights.CopyTo(network.classifier.weight!, "classifier.weight");
        weights.CopyTo(network.classifier.bias!, "classifier.bias");

        return network;
    }

    private static void Copy(OnnxWeights weights, string module, BertLayer layer)
    {
        weights.CopyTo(layer.attention.query, $"{module}.attention.query");
        weights.CopyTo(layer.attention.key, $"{module}.attention.key");
        weights.CopyTo(layer.attention.value, $"{module}.attention.value");
        weights.CopyTo(layer.attention.output, $"{module}.attention.output");
        weights.CopyTo(layer.attentionNorm, $"{module}.attention.norm");
        weights.CopyTo(layer.intermediate, $"{module}.intermediate.dense");
        weights.CopyTo(layer.output, $"{module}.output.dense");
        weights.CopyTo(layer.outputNorm, $"{module}.output.norm");
    }
}
