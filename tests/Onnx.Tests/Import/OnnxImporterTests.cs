using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>What the imported graph looks like.</summary>
public sealed class OnnxImporterTests
{
    [Fact]
    public void NodesAreSortedWhateverTheirOrderInTheFile()
    {
        TestModel ordered = Chain();
        TestModel reversed = Chain();
        List<NodeProto> nodes = reversed.Proto.Graph.Node.Reverse().ToList();
        reversed.Proto.Graph.Node.Clear();
        reversed.Proto.Graph.Node.Add(nodes);

        Assert.Equal(Text(ordered), Text(reversed));
    }

    [Fact]
    public void NodesThatNoOutputNeedsAreLeftOut()
    {
        TestModel model = Chain().Node("NonMaxSuppression", ["x"], "unused");

        Assert.Equal(Text(Chain()), Text(model));
    }

    [Fact]
    public void ShapeArithmeticLeavesNoTrace()
    {
        TestModel model = new TestModel().Input("x", 2, 3, 4).Integers("last", 2).Integers("rest", -1)
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "last"], "size").Node("Concat", ["rest", "size"], "target", TestModel.Attribute("axis", 0L))
            .Node("Reshape", ["x", "target"], "y").Output("y");
        Graph graph = OnnxImporter.Import(model.Build()).Graph;

        Assert.Equal(["tensor.input", "tensor.reshape"], graph.Nodes.Select(static node => node.Op.Mnemonic));
        Assert.Equal(Shape.Of(6, 4), ((Reshape)graph.Nodes[1].Op).Target);
    }

    [Fact]
    public void TiedWeightsStayOneWeight()
    {
        TestModel model = new TestModel().Input("x", 1, 2).Floats("w", [2, 2], 1, 2, 3, 4)
            .Node("Identity", ["w"], "tied").Node("MatMul", ["x", "w"], "a").Node("MatMul", ["a", "tied"], "y").Output("y");

        Assert.Equal("w", Assert.Single(OnnxImporter.Import(model.Build()).Module.Weights.Entries).Name);
    }

    [Fact]
    public void NodesKeepTheirNamesAndKnowTheirTensors()
    {
        ImportedModel model = OnnxImporter.Import(Chain().Build());

        Assert.Equal("b", model.TensorNames["the b"]);
        Assert.Equal("x", model.TensorNames["x"]);
        Assert.Contains(model.Graph.Nodes, static node => node.Name == "the b");
    }

    [Fact]
    public void NodesOfOneNameAreToldApart()
    {
        TestModel model = Chain();
        model.Proto.Graph.Node[0].Name = "same";
        model.Proto.Graph.Node[1].Name = "same";
        ImportedModel imported = OnnxImporter.Import(model.Build());

        Assert.Equal(imported.Graph.Nodes.Count, imported.Graph.Nodes.Select(static node => node.Name).Distinct().Count());
        Assert.Equal("b", imported.TensorNames["same(2)"]);
    }

    [Fact]
    public void NamelessNodeIsCalledAfterOperatorAndOutput()
    {
        TestModel model = Chain();
        model.Proto.Graph.Node[0].Name = string.Empty;

        Assert.Contains(OnnxImporter.Import(model.Build()).Graph.Nodes, static node => node.Name == "Exp_a");
    }

    [Fact]
    public void OpenDimensionsGetTheSizesOfTheOptions()
    {
        TestModel model = new TestModel().Input("x", -1, 3).Node("Relu", ["x"], "y").Output("y");
        ImportOptions byName = new() { Dimensions = ImportOptions.Default.Dimensions.Add("n", 5) };
        ImportOptions byPlace = new() { Dimensions = ImportOptions.Default.Dimensions.Add("x[0]", 7) };

        Assert.Equal(Shape.Of(5, 3), InputShape(OnnxImporter.Import(model.Build(), byName)));
        Assert.Equal(Shape.Of(7, 3), InputShape(OnnxImporter.Import(model.Build(), byPlace)));
    }

    [Fact]
    public void TheBatchIsOneUnlessToldOtherwise()
    {
        TestModel model = new TestModel().Input("x", -1, 3).Node("Relu", ["x"], "y").Output("y");
        model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam = "batch_size";

        Assert.Equal(Shape.Of(1, 3), InputShape(OnnxImporter.Import(model.Build())));
    }

    [Fact]
    public void ConstantInputsAreNoInputs()
    {
        TestModel model = new TestModel().Input("x", 2).Input("scale", 2).Node("Mul", ["x", "scale"], "y").Output("y");
        Tensor scale = Tensor.Float(Shape.Of(2), 3, 5);
        ImportedModel imported = OnnxImporter.Import(
            model.Build(), new ImportOptions { ConstantInputs = ImportOptions.Default.ConstantInputs.Add("scale", scale) });
        IReadOnlyDictionary<string, Tensor> outputs = TensorInterpreter.Run(
            imported.Graph, imported.Module.Weights, new Dictionary<string, Tensor> { ["x"] = Tensor.Float(Shape.Of(2), 2, 7) });

        Assert.Single(imported.Graph.Ops<Input>());
        Assert.Equal([6.0, 35.0], outputs["y"].Values);
    }

    [Fact]
    public void ImportedGraphIsWellFormedAndSurvivesItsText()
    {
        ImportedModel model = OnnxImporter.Import(Chain().Build());
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(model.Module, diagnostics);

        Assert.Empty(diagnostics.Items);
        Assert.Equal(model.Module, ModuleReader.Read(ModuleWriter.Write(model.Module)));
    }

    private static TestModel Chain() => new TestModel().Input("x", 2, 2).Floats("w", [2, 2], 1, 2, 3, 4)
        .Node("Exp", ["x"], "a").Node("MatMul", ["a", "w"], "b").Node("Add", ["b", "a"], "y").Output("y");

    private static string Text(TestModel model) => ModuleWriter.Write(OnnxImporter.Import(model.Build()).Graph);

    private static Shape InputShape(ImportedModel model) => model.Graph.Ops<Input>().Single().Op.Type.Shape;
}
