using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A model of one activation with two outputs, classes and a score, to be compiled with any samples.</summary>
internal static class SmallModel
{
    private const string Text = """
        weight "in" : Float32 4x4 = 1, 0.5, 0, 0, 0, 1, 0.5, 0, 0, 0, 1, 0.5, 0.5, 0, 0, 1
        weight "classes" : Float32 4x3
        weight "score" : Float32 4x1
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float32 1x4"} : tensor<Float32 1x4> "x"
        %1 = tensor.input() {name = "shift", type = "Float32 1x4"} : tensor<Float32 1x4> "shift"
        %2 = tensor.add(%0, %1)
        %3 = tensor.constant() {weight = "in"}
        %4 = tensor.matmul(%2, %3)
        %5 = tensor.gelu(%4) {tanh = 0} : tensor<Float32 1x4> "/act"
        %6 = tensor.constant() {weight = "classes"}
        %7 = tensor.matmul(%5, %6) : tensor<Float32 1x3> "/classes"
        %8 = tensor.constant() {weight = "score"}
        %9 = tensor.matmul(%5, %8) : tensor<Float32 1x1> "/score"
        return "classes" %7
        return "score" %9
        }
        """;

    /// <summary>The samples' values of x, each four numbers; shift is random unless it is given.</summary>
    public static (Module? Module, PassContext Context, Diagnostic? Error) Compile(IReadOnlyList<double[]> x, double? shift = null, CompilerOptions? options = null)
    {
        Module model = GraphText.Read(Text);
        IReadOnlyDictionary<string, Tensor>[] samples = [.. x.Select((values, index) => new Dictionary<string, Tensor>
        {
            ["x"] = Row(values),
            ["shift"] = Row(shift is double constant ? [.. Enumerable.Repeat(constant, 4)] : RandomTensors.Values($"shift/{index}", 4)),
        })];
        PassContext context = new(new DiagnosticBag(), options ?? new CompilerOptions(), new InterpretedCalibration(model.Graphs[0], model.Weights, samples));
        try
        {
            return (TensorPipeline.Run(model, context), context, null);
        }
        catch (DiagnosticException error)
        {
            return (null, context, error.Diagnostic);
        }
    }

    /// <summary>Different samples in [-1, 1].</summary>
    public static double[][] Random(int count) => [.. Enumerable.Range(0, count).Select(static index => RandomTensors.Values($"x/{index}", 4))];

    private static Tensor Row(double[] values) => new(ElementType.Float32, Shape.Of(1, 4), values);
}
