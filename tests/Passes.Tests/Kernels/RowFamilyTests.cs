using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Passes.Kernels;
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
        IReadOnlyDictionary<string, Tensor> expected = TensorInterpreter.Run(circuit.Find(ModuleKeys.Circuit)!, circuit.Weights, inputs);

        Module packed = LowerToRows.Run(circuit, Slots);

        Graph graph = packed.Find(ModuleKeys.Circuit)!;
        IReadOnlyList<double[]> slots = SlotInterpreter.RunSlots(graph, inputs, packed.Weights, Poison);
        foreach ((string output, Tensor actual) in SlotInterpreter.Outputs(graph, slots))
        {
            Tensor wanted = expected[output];
            double largest = wanted.Values.Max(Math.Abs);
            double error = wanted.Values.Zip(actual.Values, static (left, right) => Math.Abs(left - right)).Max();
            Assert.Equal(wanted.Shape, actual.Shape);
            Assert.True(error <= 1e-9 * largest, $"{shape}: '{output}' differs by {error} at {largest}");
        }
    }

    /// <summary>Fills the slots that a layout says nobody may use.</summary>
    private static void Poison(Node node, double[] slots)
    {
        int[] elements = SlotIndices.Of(((PackedType)node.Type).Layout);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = elements[slot] == SlotIndices.HoldsAnything ? Math.Sin((slot * 7919) + node.Id.Index) / 2 : slots[slot];
        }
    }
}
