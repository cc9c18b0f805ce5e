using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Every shape of the family is laid out in rows, and its slots hold what its tensors do, whatever unused slots hold.</summary>
public sealed class RowFamilyTests
{
    private const int Slots = 1 << 12;

    public static TheoryData<int> Members => [.. Enumerable.Range(0, ShapeFamily.Count)];

    [Theory]
    [MemberData(nameof(Members))]
    public void SlotsHoldWhatTensorsDo(int number)
    {
        ModelShape shape = ShapeFamily.Member(number);
        ImportedModel imported = OnnxImporter.Import(OnnxModelReader.Read(ShapeModel.Create(shape).ToByteArray(), "shape.onnx"));
        Module normal = NormalFormPipeline.Create().Run(imported.Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
        IReadOnlyDictionary<string, Tensor> inputs = TensorInterpreter.Run(normal.Find(ModuleKeys.Prologue)!, normal.Weights, ShapeInputs.Of(imported.Graph, number));
        Module circuit = PolynomialCircuit.Of(normal, inputs);
        RowMeaning.Assert(circuit, inputs, Slots);
    }
}
