using System.Collections.Immutable;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Onnx.Tests.Conformance;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>Small graphs give the arrays that were recorded beside them, in .npz files that NumPy wrote.</summary>
public sealed class RecordedKernelTests
{
    [Theory]
    [InlineData("Add_Scalar")]
    [InlineData("Div_Scalar")]
    [InlineData("GEMM_NoBias")]
    [InlineData("GEMM_Regular")]
    [InlineData("LayerNorm")]
    [InlineData("MatMul")]
    [InlineData("Mul_Scalar")]
    [InlineData("Pow_Scalar")]
    [InlineData("RMSNorm_separate_ops")]
    [InlineData("ReLU")]
    [InlineData("ReduceMean_KeepDims_AllAxes")]
    [InlineData("ReduceMean_NoKeepDims_Axes1_3")]
    [InlineData("ReduceSum")]
    [InlineData("Reshape_SkipConnection")]
    [InlineData("Sigmoid")]
    [InlineData("Softmax_Regular")]
    [InlineData("Sqrt")]
    [InlineData("Squeeze")]
    [InlineData("Sub")]
    [InlineData("Transpose")]
    public void KernelGivesTheRecordedOutputs(string kernel)
    {
        string folder = SharedFiles.Require($"conformance/onnx-models/deeploy/kernels/{kernel}");
        OnnxModel source = OnnxModelReader.Read(Path.Combine(folder, "network.onnx"));
        Dictionary<string, Tensor> inputs = Named(source.InputNames, Path.Combine(folder, "inputs.npz"));
        Dictionary<string, Tensor> expected = Named(source.OutputNames, Path.Combine(folder, "outputs.npz"));
        ImportedModel model = OnnxImporter.Import(
            source, new ImportOptions { InputShapes = inputs.ToImmutableDictionary(static input => input.Key, static input => input.Value.Shape) });
        IReadOnlyDictionary<string, Tensor> outputs = TensorInterpreter.Run(model.Graph, model.Module.Weights, inputs);

        Assert.All(expected, output => TensorAssert.Close(output.Value, outputs[output.Key], output.Key));
    }

    // The arrays have names of their own, in the model's order.
    private static Dictionary<string, Tensor> Named(IReadOnlyList<string> names, string path) =>
        names.Zip(NpzFile.Read(path).Values).ToDictionary(static pair => pair.First, static pair => pair.Second);
}
