using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Onnx.Tests.Conformance;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>The first sample's model means to us what it means to ONNX Runtime, node by node, on its own calibration samples.</summary>
public sealed class IntentModelTests
{
    private const int Samples = 8;

    [Fact]
    public void EveryNodeHasOnnxRuntimesValue()
    {
        OnnxModel source = OnnxModelReader.Read(RepositoryRoot.File("samples/01-PrivateIntent/intent.onnx"));
        Tensor tokens = NpzFile.Read(RepositoryRoot.File("samples/01-PrivateIntent/intent.samples.npz"))["tokens"];
        ImportedModel model = OnnxImporter.Import(source);
        Input input = model.Graph.Ops<Input>().Single().Op;
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(source, model.TensorNames.Values);

        for (int sample = 0; sample < Samples; sample++)
        {
            int length = (int)input.Type.Shape.Count;
            double[] values = tokens.Values.AsSpan(sample * length, length).ToArray();
            Dictionary<string, Tensor> inputs = new() { [input.Name] = new Tensor(input.Type.Element, input.Type.Shape, values) };
            IReadOnlyList<Tensor> ours = TensorInterpreter.RunAll(model.Graph, model.Module.Weights, inputs);
            IReadOnlyDictionary<string, Tensor> theirs = session.Run(inputs);
            foreach (Node node in model.Graph.Nodes.Where(node => node.Op is not Input && model.TensorNames.ContainsKey(node.Name)))
            {
                string tensor = model.TensorNames[node.Name];
                TensorAssert.Close(theirs[tensor], ours[node.Id.Index], tensor);
            }
        }
    }

    [Fact]
    public void ImportedModelPassesTheVerifier()
    {
        ImportedModel model = OnnxImporter.Import(RepositoryRoot.File("samples/01-PrivateIntent/intent.onnx"));
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(model.Module, diagnostics);

        Assert.Empty(diagnostics.Items);
        Assert.Equal(64, model.Module.Meta(OnnxImporter.HashKey)?.Length);
    }
}
