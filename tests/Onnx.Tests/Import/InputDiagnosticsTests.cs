using System.Collections.Immutable;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>What an input leaves open is asked for; only what is the batch for certain is taken as 1, and said.</summary>
public sealed class InputDiagnosticsTests
{
    [Theory]
    [InlineData("batch")]
    [InlineData("batch_size")]
    [InlineData("N")]
    public void TheBatchIsTakenAsOneAndSaid(string name)
    {
        ImportedModel imported = OnnxImporter.Import(Open(0, name).Build());

        Assert.Equal(Shape.Of(1, 8), Assert.Single(imported.Graph.Ops<Input>()).Op.Type.Shape);
        Diagnostic finding = Assert.Single(imported.Findings);
        Assert.Equal(DiagnosticKinds.BatchAssumed.Id, finding.Id);
        Assert.Contains($"input 'x' is open and named '{name}'", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"--dimension, as {name}=16", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "max_seq_len_in_batch")]
    [InlineData(0, "batch_times_heads")]
    [InlineData(0, "minibatches")]
    [InlineData(1, "batch")]
    [InlineData(1, "N")]
    public void ANameThatOnlyContainsTheBatchIsAskedFor(int axis, string name) =>
        Fails(Open(axis, name), DiagnosticKinds.ShapeUnknown, $"Axis {axis} of input 'x' ('{name}')", $"--dimension, as {name}=16");

    [Fact]
    public void ABatchThatTheUserGivesIsNoGuess()
    {
        ImportOptions options = new() { Dimensions = ImmutableDictionary<string, int>.Empty.Add("batch", 2) };

        ImportedModel imported = OnnxImporter.Import(Open(0, "batch").Build(), options);

        Assert.Equal(Shape.Of(2, 8), Assert.Single(imported.Graph.Ops<Input>()).Op.Type.Shape);
        Assert.Empty(imported.Findings);
    }

    [Fact]
    public void TheSharedModelAsksForItsLongestSequence()
    {
        string path = SharedFiles.Require("cases/18/kb.onnx");

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(path));

        Assert.Equal(DiagnosticKinds.ShapeUnknown.Id, error.Diagnostic.Id);
        Assert.Contains("max_seq_len_in_batch=16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOpenDimensionWrittenAsMinusOneIsAskedFor()
    {
        TestModel model = Open(0, "batch");
        model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = -1;

        Fails(model, DiagnosticKinds.ShapeUnknown, "Axis 0 of input 'x' (unnamed)", "as x[0]=16");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("input_ids")]
    public void AnInputWithoutAShapeSaysHowToGiveIt(string name) => Fails(
        WithoutShape(name), DiagnosticKinds.ShapeUnknown, $"Input '{name}' has no shape", $"--dimension {name}[0]=1 --dimension {name}[1]=16");

    [Fact]
    public void AMissingShapeIsTakenFromTheDimensionsGiven()
    {
        ImportOptions options = new() { Dimensions = ImmutableDictionary<string, int>.Empty.Add("x[0]", 2).Add("x[1]", 8) };

        ImportedModel imported = OnnxImporter.Import(WithoutShape("x").Build(), options);

        Assert.Equal(Shape.Of(2, 8), Assert.Single(imported.Graph.Ops<Input>()).Op.Type.Shape);
    }

    [Fact]
    public void AnInputThatIsNoTensorIsNamedWithItsUser()
    {
        TestModel model = new TestModel().Input("x", 2).Node("Identity", ["x"], "y").Output("y");
        model.Proto.Graph.Input[0].Type = new TypeProto { SequenceType = new TypeProto.Types.Other() };

        Fails(model, DiagnosticKinds.InputUnsupported, "Input 'x' of the model is no tensor", "node 'the y'", "Only tensors are supported");
    }

    [Fact]
    public void AnInputWithoutATypeIsNamedWithItsUser()
    {
        TestModel model = new TestModel().Input("x", 2).Node("Relu", ["x"], "y").Output("y");
        model.Proto.Graph.Input[0].Type = null;

        Fails(model, DiagnosticKinds.InputUnsupported, "Input 'x' of the model has no type", "node 'the y'");
    }

    private static TestModel WithoutShape(string name)
    {
        TestModel model = new TestModel().Input(name, 2).Node("Relu", [name], "y").Output("y");
        model.Proto.Graph.Input[0].Type.TensorType.Shape = null;
        return model;
    }

    /// <summary>An input [8, 8] with one open axis of that name.</summary>
    private static TestModel Open(int axis, string name)
    {
        TestModel model = new TestModel().Input("x", 8, 8).Node("Relu", ["x"], "y").Output("y");
        model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[axis] = new TensorShapeProto.Types.Dimension { DimParam = name };
        return model;
    }

    private static void Fails(TestModel model, DiagnosticKind kind, params string[] parts)
    {
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(model.Build())).Diagnostic;

        Assert.Equal(kind.Id, diagnostic.Id);
        Assert.All(parts, part => Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal));
    }
}
