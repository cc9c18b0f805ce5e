using System.Collections.Immutable;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Tests.Conformance;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>Exported transformers give the values that a second evaluator and ONNX Runtime give.</summary>
public sealed class ReferenceModelTests
{
    public static TheoryData<string> Models =>
    [
        "ezkl/multihead_attention/network",
        "ezkl/nanoGPT/network",
        "ezkl/self_attention/network",
        "optimum-tiny-distilbert/model",
        "ort-bert-toy/bert_toy_optimized",
        "tribuo-tinybert/tinybert",
        "vespa-transformers/dummy_transformer",
        "vespa-transformers/dummy_transformer_without_type_ids",
        "vespa-transformers/random_encoder",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void ModelGivesTheReferenceValues(string name)
    {
        foreach (ReferenceFile reference in References(name))
        {
            ImportedModel model = OnnxImporter.Import(ModelPath(name), Options(reference));
            IReadOnlyDictionary<string, Tensor> outputs = TensorInterpreter.Run(model.Graph, model.Module.Weights, reference.Inputs);

            Assert.All(reference.Outputs, expected => TensorAssert.Close(expected.Value, outputs[expected.Key], expected.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryNamedValueIsThatOfOnnxRuntime(string name)
    {
        OnnxModel source = OnnxModelReader.Read(ModelPath(name));
        ReferenceFile reference = References(name)[0];
        ImportedModel model = OnnxImporter.Import(source, Options(reference));
        IReadOnlyList<Tensor> values = TensorInterpreter.RunAll(model.Graph, model.Module.Weights, reference.Inputs);
        IReadOnlyDictionary<string, Tensor> expected = Oracle.RunOrSkip(reference.Inputs, () => OnnxRuntimeSession.OpenWithEveryTensor(source));
        int compared = 0;

        foreach (PowerSoftmax.Ir.Graphs.Node node in model.Graph.Nodes.Where(node => model.TensorNames.ContainsKey(node.Name)))
        {
            string tensor = model.TensorNames[node.Name];
            if (expected.TryGetValue(tensor, out Tensor? value))
            {
                TensorAssert.Close(value, values[node.Id.Index], tensor);
                compared++;
            }
        }

        Assert.True(compared > 40, $"only {compared} values were compared");
    }

    private static string ModelPath(string name) => SharedFiles.Require($"conformance/onnx-models/{name}.onnx");

    private static IReadOnlyList<ReferenceFile> References(string name) =>
        ReferenceFile.Read(SharedFiles.Require($"conformance/onnx-models/{name}.reference.json"));

    private static ImportOptions Options(ReferenceFile reference) => new()
    {
        InputShapes = reference.Inputs.ToImmutableDictionary(static input => input.Key, static input => input.Value.Shape),
    };
}
