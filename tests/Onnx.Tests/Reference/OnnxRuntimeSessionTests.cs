using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Tests.Import;

namespace PowerSoftmax.Onnx.Tests.Reference;

/// <summary>ONNX Runtime as calibration uses it.</summary>
public sealed class OnnxRuntimeSessionTests
{
    private static readonly Dictionary<string, Tensor> Inputs = new() { ["x"] = Tensor.Float(Shape.Of(2), 1, -2) };

    [Fact]
    public void ChosenTensorsAreReturnedBesideTheOutputs()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(Model().Build(), ["a"]);
        IReadOnlyDictionary<string, Tensor> values = session.Run(Inputs);

        Assert.Equal(["a", "y"], values.Keys.Order());
        Assert.Equal([1.0, 2.0], values["a"].Values);
        Assert.Equal([2.0, 0.0], values["y"].Values);
    }

    [Fact]
    public void EveryTensorCanBeReturned()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.OpenWithEveryTensor(Model().Build());

        Assert.Equal(["a", "b", "y"], session.Run(Inputs).Keys.Order());
    }

    [Fact]
    public void MissingInputIsNamed()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(Model().Build());

        Assert.Contains("'x'", Assert.Throws<DiagnosticException>(() => session.Run(new Dictionary<string, Tensor>())).Message);
    }

    [Fact]
    public void InputOfAnotherShapeIsReported()
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(Model().Build());
        Dictionary<string, Tensor> wrong = new() { ["x"] = Tensor.Float(Shape.Of(3), 1, 2, 3) };

        Assert.Throws<DiagnosticException>(() => session.Run(wrong));
    }

    [Fact]
    public void ModelThatOnnxRuntimeRefusesIsReported()
    {
        TestModel model = new TestModel().Input("x", 2).Node("NoSuchOperator", ["x"], "y").Output("y");

        Assert.Contains("NoSuchOperator", Assert.Throws<DiagnosticException>(() => OnnxRuntimeSession.Open(model.Build())).Message);
    }

    private static TestModel Model() =>
        new TestModel().Input("x", 2).Node("Abs", ["x"], "a").Node("Relu", ["x"], "b").Node("Add", ["x", "a"], "y").Output("y");
}
