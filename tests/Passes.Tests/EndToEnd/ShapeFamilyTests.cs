using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>Every shape of the family is imported and brought to normal form, and means there what ONNX Runtime computes.</summary>
public sealed class ShapeFamilyTests
{
    /// <summary>Largest difference, relative to the largest output: ONNX Runtime computes in single precision.</summary>
    private const double Budget = 1.0 / (1 << 16);

    public static TheoryData<int> Members => [.. Enumerable.Range(0, ShapeFamily.Count)];

    [Theory]
    [MemberData(nameof(Members))]
    public void TheNormalFormMeansWhatOnnxRuntimeComputes(int number)
    {
        ModelShape shape = ShapeFamily.Member(number);
        OnnxModel model = OnnxModelReader.Read(ShapeModel.Create(shape).ToByteArray(), "shape.onnx");
        ImportedModel imported = OnnxImporter.Import(model);
        Dictionary<string, Tensor> inputs = ShapeInputs.Of(imported.Graph, number);
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(model);
        Tensor expected = session.Run(inputs)["y"];

        Module normal = NormalFormPipeline.Create().Run(imported.Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
        Assert.Empty(NormalForm.Others(normal.Find(ModuleKeys.Circuit)!).Select(static node => node.Op.Mnemonic));
        Tensor actual = ThreeParts.Run(normal, inputs)["y"];

        Assert.Equal(expected.Shape, actual.Shape);
        double error = expected.Values.Zip(actual.Values, static (left, right) => Math.Abs(left - right)).Max();
        double largest = expected.Values.Max(Math.Abs);
        Assert.True(error <= Budget * largest, $"{shape}: differs by {error} at {largest}");
    }
}
