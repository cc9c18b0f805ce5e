using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Tests.Lowering;

public class LowerToPackedTests
{
    [Theory]
    [InlineData(8, 16, 2, 32, 5, 4, 1024)]   // the slots are just enough
    [InlineData(8, 16, 2, 64, 7, 4, 4096)]   // copies to spare
    [InlineData(4, 8, 1, 16, 3, 2, 256)]     // one head
    [InlineData(8, 16, 4, 64, 2, 8, 2048)]   // narrow heads, p = 8
    [InlineData(4, 16, 2, 16, 8, 6, 1024)]   // feed-forward as wide as the hidden state, p = 6
    public void PackedCircuitMeansWhatTheTensorGraphMeans(int tokens, int width, int heads, int hidden, int classes, int power, int slots)
    {
        NormalFormModel model = new(tokens, width, heads, hidden, classes, power);
        Module module = model.Build();
        Dictionary<string, Tensor> inputs = model.Inputs();

        Module packed = LowerToPacked.Run(module, slots);
        Tensor actual = SlotInterpreter.Run(packed.Find("circuit")!, inputs, packed.Weights)["logits"];
        Tensor expected = Evaluate(module, inputs);

        Assert.All(expected.Values, static value => Assert.True(double.IsFinite(value), "expected " + value));
        Assert.Equal(expected.Shape, actual.Shape);
        double error = expected.Values.Zip(actual.Values, static (a, b) => Math.Abs(a - b)).Max();
        Assert.True(error < 1e-10 * expected.Values.Max(Math.Abs), $"largest difference {error}");
    }

    [Theory]
    [InlineData(256)]
    [InlineData(128)] // with shifts by the server
    public void PackedCircuitPrintsAndParsesBack(int slots)
    {
        Module packed = LowerToPacked.Run(new NormalFormModel(4, 8, 2, 16, 3, 4).Build(), slots);

        string text = ModuleWriter.Write(packed);

        Assert.Equal(text, ModuleWriter.Write(ModuleReader.Read(text)));
    }

    [Fact]
    public void ValuesThatDoNotFitTheSlotsAreADiagnostic()
    {
        Module module = new NormalFormModel(8, 16, 2, 32, 5, 4).Build();

        Ir.Diagnostics.DiagnosticException error = Assert.Throws<Ir.Diagnostics.DiagnosticException>(() => LowerToPacked.Run(module, 128));

        Assert.Equal("PSM3002", error.Diagnostic.Id);
    }

    [Fact]
    public void HiddenProductsNeedADiagonalAFeature()
    {
        Module packed = LowerToPacked.Run(new NormalFormModel(8, 16, 2, 32, 5, 4).Build(), 1024);

        PackedMatrixProduct query = packed.Find("circuit")!.Ops<PackedMatrixProduct>().First().Op;

        Assert.Equal(16, GeneralizedDiagonals.Of(query.Contraction).Rotations.Count);
    }

    private static Tensor Evaluate(Module module, Dictionary<string, Tensor> inputs)
    {
        List<Tensor> values = [];
        Graph graph = module.Find("circuit")!;
        foreach (Node node in graph.Nodes)
        {
            values.Add(node.Op is Input input
                ? inputs[input.Name]
                : ((TensorOp)node.Op).Evaluate([.. node.Op.Inputs.Select(i => values[i.Index])], (TensorType)node.Type, module.Weights));
        }

        return values[graph.Outputs[0].Value.Index];
    }
}
