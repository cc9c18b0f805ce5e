using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>Each way in which a model can be wrong has its message.</summary>
public sealed class ImportDiagnosticsTests
{
    [Fact]
    public void UnknownOperatorIsNamedWithNodeDomainAndOpset()
    {
        TestModel model = new TestModel(13).Input("x", 2).Node("Elu", ["x"], "y").Output("y");

        Fails(model, DiagnosticKinds.OperatorUnsupported, "Node 'the y'", "operator 'Elu'", "domain 'ai.onnx'", "opset 13");
    }

    [Fact]
    public void OperatorOfAForeignDomainIsNotTakenForAStandardOne()
    {
        TestModel model = new TestModel().Input("x", 2).Node("Gelu", ["x"], "y").Output("y");
        model.Proto.Graph.Node[0].Domain = "com.microsoft";

        Fails(model, DiagnosticKinds.OperatorUnsupported, "operator 'Gelu'", "domain 'com.microsoft'");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void AWeightThatIsNoNumberIsNamedWithItsElement(float value, string text) => Fails(
        new TestModel().Input("x", 1, 2).Floats("w", [2, 3], 1, 2, 3, 4, value, 6).Node("MatMul", ["x", "w"], "y").Output("y"),
        DiagnosticKinds.WeightNotFinite, $"Weight 'w' is {text} at element [1, 1]", "node 'the y'");

    [Fact]
    public void AConstantComputedFromWeightsIsHeldToTheSame() => Fails(
        new TestModel().Input("x", 2).Floats("w", [2], 1, 0).Node("Reciprocal", ["w"], "inverse").Node("Mul", ["x", "inverse"], "y").Output("y"),
        DiagnosticKinds.WeightNotFinite, "Weight 'inverse' is Infinity at element [1]", "node 'the y'");

    [Fact]
    public void AnInfinityThatMayNeverBeChosenPassesAndANaNDoesNot()
    {
        OnnxImporter.Import(Chosen(float.NegativeInfinity).Build());
        Fails(Chosen(float.NaN), DiagnosticKinds.WeightNotFinite, "Weight 'mask' is NaN at element [0]", "node 'the y'");

        static TestModel Chosen(float value) =>
            new TestModel().Input("x", 2).Floats("mask", [1], value).Floats("limit", [1], 0).Node("Less", ["x", "limit"], "low").Node("Where", ["low", "mask", "x"], "y").Output("y");
    }

    [Fact]
    public void AWeightThatNoOutputNeedsMayBeAnything() => OnnxImporter.Import(
        new TestModel().Input("x", 2).Floats("w", [2], float.NaN, 1).Node("Mul", ["x", "w"], "unused").Node("Exp", ["x"], "y").Output("y").Build());

    [Fact]
    public void UnknownAttributeIsNotOverlooked() => Fails(
        new TestModel().Input("x", 2).Node("Exp", ["x"], "y", TestModel.Attribute("base", 2L)).Output("y"),
        DiagnosticKinds.OperatorUnsupported, "Node 'the y'", "'base'");

    [Fact]
    public void AttributeOfAnotherKindIsRefused() => Fails(
        new TestModel().Input("x", 2).Node("Softmax", ["x"], "y", TestModel.Attribute("axis", [0L, 1L])).Output("y"),
        DiagnosticKinds.OperatorMalformed, "Node 'the y'", "'axis'");

    [Fact]
    public void OperandTooManyIsRefused() => Fails(
        new TestModel().Input("x", 2).Node("Exp", ["x", "x"], "y").Output("y"),
        DiagnosticKinds.OperatorMalformed, "operand 1 is one too many");

    [Fact]
    public void OutputTooManyIsRefused()
    {
        TestModel model = new TestModel().Input("x", 2).Node("Exp", ["x"], "y").Output("z");
        model.Proto.Graph.Node[0].Output.Add("z");

        Fails(model, DiagnosticKinds.OperatorMalformed, "output 1 is one too many");
    }

    [Fact]
    public void MissingOperandIsRefused() => Fails(
        new TestModel().Input("x", 2).Node("Add", ["x"], "y").Output("y"), DiagnosticKinds.OperatorMalformed, "operand 1 is missing");

    [Fact]
    public void ShapesThatDoNotFitAreRefused() => Fails(
        new TestModel().Input("x", 2, 3).Input("z", 2, 3).Node("MatMul", ["x", "z"], "y").Output("y"),
        DiagnosticKinds.OperatorMalformed, "Node 'the y'", "2x3");

    [Fact]
    public void TargetShapeThatDependsOnInputsIsRefused() => Fails(
        new TestModel().Input("x", 6).Input("target", 2).Node("Reshape", ["x", "target"], "y").Output("y"),
        DiagnosticKinds.ShapeUnknown, "Node 'the y'", "target shape", "'Reshape' (opset 17)", "'target'");

    [Fact]
    public void OpenDimensionSaysHowToCloseIt() => Fails(
        new TestModel().Input("x", -1, 3).Node("Relu", ["x"], "y").Output("y"),
        DiagnosticKinds.ShapeUnknown, "Axis 0 of input 'x'", "n=16");

    [Theory]
    [InlineData(0)]
    [InlineData(OnnxImporter.NewestOpset + 1)]
    [InlineData(-5)]
    public void OpsetOutsideTheKnownOnesIsRefused(int opset) => Fails(
        new TestModel(opset).Input("x", 2).Node("Relu", ["x"], "y").Output("y"), DiagnosticKinds.OpsetUnsupported, "opsets 1 to 27");

    [Fact]
    public void TensorThatNobodyMakesIsNamedWithItsUser() => Fails(
        new TestModel().Input("x", 2).Node("Add", ["x", "ghost"], "y").Output("y"), DiagnosticKinds.NotOnnx, "'ghost'", "'the y'");

    [Fact]
    public void TensorMadeTwiceIsRefused() => Fails(
        new TestModel().Input("x", 2).Node("Exp", ["x"], "y").Node("Relu", ["x"], "y").Output("y"), DiagnosticKinds.NotOnnx, "'y' is made twice");

    [Fact]
    public void CycleIsRefused() => Fails(
        new TestModel().Input("x", 2).Node("Add", ["x", "b"], "a").Node("Exp", ["a"], "b").Output("b"), DiagnosticKinds.NotOnnx, "needs its own result");

    [Fact]
    public void TrainingModeIsRefused()
    {
        TestModel model = new TestModel().Input("x", 2).Floats("ratio", [], 0.5f).Node("Dropout", ["x", "ratio", "training"], "y").Output("y");
        TensorProto training = new() { Name = "training", DataType = 9 };
        training.Int32Data.Add(1);
        model.Proto.Graph.Initializer.Add(training);

        Fails(model, DiagnosticKinds.OperatorUnsupported, "training mode");
    }

    [Fact]
    public void ResultTooLargeToHoldIsRefusedBeforeItIsMade() => Fails(
        new TestModel().Input("x", 1).Integers("target", 1L << 20, 1L << 20).Node("Expand", ["x", "target"], "y").Output("y"),
        DiagnosticKinds.OperatorMalformed, "more than");

    [Fact]
    public void WeightThatDoesNotFillItsShapeIsReportedAtItsNode() => Fails(
        new TestModel().Input("x", 2).Floats("w", [2, 2], 1, 2, 3).Node("MatMul", ["x", "w"], "y").Output("y"),
        DiagnosticKinds.OperatorUnsupported, "Node 'the y'", "'w'", "needs 4");

    private static void Fails(TestModel model, DiagnosticKind kind, params string[] parts)
    {
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(model.Build())).Diagnostic;

        Assert.Equal(kind.Id, diagnostic.Id);
        Assert.All(parts, part => Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal));
    }
}
