using Google.Protobuf;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;
using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>Small models that ask the passes for exponential time, a deep stack or gigabytes: each ends, in a diagnostic or a result.</summary>
public sealed class HostileModelTests
{
    private const int Long = 8000;
    private const int Doublings = 60;
    private const long MostAllocated = 6L << 30;

    // A main thread of Windows has no more.
    private const int StackBytes = 1 << 20;

    public static TheoryData<string> Endings => ["none", "Gelu", "LayerNormalization", "ReduceMean"];

    [Theory]
    [MemberData(nameof(Endings))]
    public void AValueAddedToItselfAgainAndAgain(string ending)
    {
        OnnxGraphBuilder graph = Start(8, out string value);
        for (int step = 0; step < Doublings; step++)
        {
            value = graph.Node($"sum{step}", "Add", [value, value]);
        }

        Ends(graph, value, ending);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void AValueMultipliedByItselfAgainAndAgain(string ending)
    {
        OnnxGraphBuilder graph = Start(8, out string value);
        for (int step = 0; step < Doublings; step++)
        {
            value = graph.Node($"product{step}", "Mul", [value, value]);
        }

        Ends(graph, value, ending);
    }

    [Theory]
    [InlineData("Mul", "Add")]
    [InlineData("Div", "Sub")]
    [InlineData("Mul", "Div")]
    public void TwoValuesJoinedCrosswise(string first, string second)
    {
        OnnxGraphBuilder graph = Start(8, out string left);
        string right = graph.Node("right", "Tanh", [left]);
        for (int step = 0; step < Doublings; step++)
        {
            (left, right) = (graph.Node($"left{step}", first, [left, right]), graph.Node($"right{step}", second, [left, right]));
        }

        Ends(graph, left, "none");
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void ALongResidualStream(string ending)
    {
        OnnxGraphBuilder graph = Start(4, out string value);
        string input = value;
        for (int step = 0; step < Long - 10; step++)
        {
            value = graph.Node($"sum{step}", "Add", [value, input]);
        }

        Ends(graph, value, ending);
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Neg")]
    [InlineData("Abs")]
    [InlineData("Sigmoid")]
    public void ALongChainOfOneOperator(string name)
    {
        OnnxGraphBuilder graph = Start(4, out string value);
        for (int step = 0; step < Long - 10; step++)
        {
            value = graph.Node($"step{step}", name, [value]);
        }

        Ends(graph, value, "none");
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Mul")]
    public void ALongChainThatFoldsIntoALargeMatrix(string name)
    {
        OnnxGraphBuilder graph = Start(256, out string value);
        string constant = graph.Random("constant", 1, 256);
        for (int step = 0; step < 1000; step++)
        {
            value = graph.Node($"step{step}", name, [value, constant]);
        }

        Ends(graph, value, "none");
    }

    [Fact]
    public void ALongChainOfLargeMatrices()
    {
        OnnxGraphBuilder graph = Start(256, out string value);
        for (int step = 0; step < 1000; step++)
        {
            value = graph.Node($"step{step}", "MatMul", [value, "w"]);
        }

        Assert.Equal(DiagnosticKinds.ConstantsTooLarge.Id, Ends(graph, value, "none")?.Id);
    }

    [Fact]
    public void ANormOfManyFeatures()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PassTest.For(new LowerLayerNorm()).Given("""
            weight "gamma" : Float64 5000
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 2x5000"}
            %1 = tensor.constant() {weight = "gamma"}
            %2 = tensor.layernorm(%0, %1) {axis = -1, epsilon = 0.1} : tensor<Float64 2x5000> "/norm"
            return "y" %2
            }
            """));

        Assert.Equal(DiagnosticKinds.RowTooWide.Id, error.Diagnostic.Id);
        Assert.Contains("'/norm' works on rows of 5000 features", error.Message);
    }

    [Fact]
    public void AnAnswerThatOverflowsIsTheModelsOwn()
    {
        OnnxGraphBuilder graph = Start(8, out string value);
        for (int step = 0; step < Doublings; step++)
        {
            value = graph.Node($"square{step}", "Mul", [value, value]);
        }

        Diagnostic diagnostic = Ends(graph, value, "Gelu")!;

        Assert.Equal(DiagnosticKinds.OutputNotFinite.Id, diagnostic.Id);
        Assert.Contains("as element [0, 3, ", diagnostic.Message);
        Assert.Contains("beyond the element type's range", diagnostic.Message);
    }

    private static OnnxGraphBuilder Start(int width, out string value)
    {
        OnnxGraphBuilder graph = new(20);
        string input = graph.Input("x", OnnxGraphBuilder.FloatType, 1, 4, width);
        value = graph.Node("first", "MatMul", [graph.Node("bent", "Tanh", [input]), graph.Random("w", 1 / Math.Sqrt(width), width, width)]);
        return graph;
    }

    /// <summary>What the tensor pipeline says; on a small stack, as an overflow of it cannot be caught.</summary>
    private static Diagnostic? Ends(OnnxGraphBuilder graph, string value, string ending)
    {
        int width = (int)graph.Model.Graph.Input[0].Type.TensorType.Shape.Dim[^1].DimValue;
        value = ending switch
        {
            "Gelu" => graph.Node("end", "Gelu", [value]),
            "LayerNormalization" => graph.Node("end", "LayerNormalization", [value, graph.Floats("ones", [width], [.. Enumerable.Repeat(1f, width)])]),
            "ReduceMean" => graph.Node("end", "ReduceMean", [value, graph.Integers("tokens", 1)]),
            _ => value,
        };
        graph.Output(value);
        Diagnostic? diagnostic = null;
        Exception? unexpected = null;
        long allocated = 0;
        Thread thread = new(() => (diagnostic, unexpected, allocated) = Run(graph.Model), StackBytes);
        thread.Start();
        thread.Join();
        Assert.Null(unexpected);
        Assert.InRange(allocated, 0, MostAllocated);
        return diagnostic;
    }

    private static (Diagnostic? Diagnostic, Exception? Unexpected, long Allocated) Run(ModelProto proto)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ImportedModel imported = OnnxImporter.Import(OnnxModelReader.Read(proto.ToByteArray(), "hostile.onnx"));
            Random random = new(1);
            IReadOnlyDictionary<string, Tensor>[] samples = [.. Enumerable.Range(0, 4).Select(_ => imported.Graph.Ops<Input>().ToDictionary(
                static input => input.Op.Name, input => Draw(input.Op.Type, random)))];
            InterpretedCalibration calibration = new(imported.Graph, imported.Module.Weights, samples);
            TensorPipeline.Run(imported.Module, calibration, new CompilerOptions { MaxDegree = 15 }, new DiagnosticBag());
            return (null, null, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        catch (DiagnosticException error)
        {
            return (error.Diagnostic, null, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        catch (Exception error)
        {
            return (null, error, 0);
        }
    }

    private static Tensor Draw(TensorType type, Random random) =>
        new(type.Element, type.Shape, [.. Enumerable.Range(0, (int)type.Shape.Count).Select(_ => (2 * random.NextDouble()) - 1)]);
}
