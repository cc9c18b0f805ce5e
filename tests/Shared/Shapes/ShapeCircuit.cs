using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Passes;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>A member of the family as a lowering takes it: in normal form, with polynomials for its functions on the values that one input gives.</summary>
/// <param name="Shape">The member.</param>
/// <param name="Module">With its circuit.</param>
/// <param name="Inputs">Of the circuit.</param>
internal sealed record ShapeCircuit(ModelShape Shape, Module Module, IReadOnlyDictionary<string, Tensor> Inputs)
{
    public static ShapeCircuit Member(int number)
    {
        ModelShape shape = ShapeFamily.Member(number);
        ImportedModel imported = OnnxImporter.Import(OnnxModelReader.Read(ShapeModel.Create(shape).ToByteArray(), "shape.onnx"));
        Module normal = NormalFormPipeline.Create().Run(imported.Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
        IReadOnlyDictionary<string, Tensor> inputs = TensorInterpreter.Run(normal.Find(ModuleKeys.Prologue)!, normal.Weights, ShapeInputs.Of(imported.Graph, number));
        return new ShapeCircuit(shape, PolynomialCircuit.Of(normal, inputs), inputs);
    }
}
