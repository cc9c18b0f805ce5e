using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Whole encoders, whose second layer attends to computed values.</summary>
public sealed class EncoderLoweringTests
{
    [Theory]
    [InlineData(4, 8, 1, 32, 512, 1)]       // all shifts in one ciphertext; the client packs them for the first layer
    [InlineData(8, 16, 2, 64, 2048, 1)]
    [InlineData(8, 16, 2, 64, 1024, 2)]
    [InlineData(8, 32, 4, 32, 1024, 4)]     // feed-forward as wide as the hidden state
    [InlineData(16, 8, 2, 32, 1024, 4)]
    [InlineData(16, 32, 1, 64, 2048, 8)]
    [InlineData(16, 16, 4, 32, 512, 16)]    // one shift a ciphertext
    [InlineData(32, 8, 4, 16, 2048, 8)]
    [InlineData(16, 32, 2, 100, 4096, 4)]   // feed-forward no power of two
    [InlineData(32, 128, 2, 512, 32768, 8)] // BERT-Tiny
    public void AnEncoderOfTwoLayersMeansTheSameInSlots(int tokens, int width, int heads, int hidden, int slots, int chunks)
    {
        NormalFormEncoder encoder = new(new EncoderShape(tokens, width, heads, hidden));
        Module module = encoder.Build();

        Graph packed = AssertSameMeaning(module, encoder.Inputs(), slots);

        Assert.Equal(2 * (chunks - 1), packed.Ops<PackedRotate>().Count(static rotate => rotate.Node.Name.StartsWith("layer.1.", StringComparison.Ordinal)));
    }

    private static Graph AssertSameMeaning(Module module, Dictionary<string, Tensor> inputs, int slots)
    {
        Graph circuit = module.Find(ModuleKeys.Circuit)!;
        Module packed = LowerToPacked.Run(module, slots);
        Graph result = packed.Find(ModuleKeys.Circuit)!;
        foreach ((string output, Tensor expected) in TensorInterpreter.Run(circuit, module.Weights, inputs))
        {
            Tensor actual = SlotInterpreter.Run(result, inputs, packed.Weights)[output];
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.InRange(expected.Values.Max(Math.Abs), 1e-3, 1e3);
            double error = expected.Values.Zip(actual.Values, static (left, right) => Math.Abs(left - right)).Max();
            Assert.True(error < 1e-10 * expected.Values.Max(Math.Abs), $"largest difference {error}");
        }

        return result;
    }
}
public sealed class Dbg(ITestOutputHelper output)
{
    [Fact]
    public void Counts()
    {
        NormalFormEncoder encoder = new(EncoderShape.BertTiny);
        Module packed = LowerToPacked.Run(encoder.Build(), 32768);
        output.WriteLine(LoweringCounts.Of(packed.Find("circuit")!));
    }

    [Fact]
    public void Real()
    {
        string folder = "/tmp/att/model";
        PowerSoftmax.Onnx.Models.OnnxModel model = PowerSoftmax.Onnx.Models.OnnxModelReader.Read(Path.Combine(folder, "bert-tiny.onnx"));
        PowerSoftmax.Onnx.Import.ImportedModel imported = PowerSoftmax.Onnx.Import.OnnxImporter.Import(model);
        using PowerSoftmax.Passes.Tests.Support.OnnxCalibration calibration = new(model, imported, PowerSoftmax.Onnx.Samples.NpzFile.Read(Path.Combine(folder, "bert-tiny.samples.npz")));
        PassContext context = new(new DiagnosticBag(), new CompilerOptions(), calibration);
        Module module = TensorPipeline.Run(imported.Module, context);
        Graph circuit = module.Find("circuit")!;
        foreach (Node node in circuit.Nodes)
        {
            output.WriteLine($"{node.Id} {node.Name} = {node.Op.Mnemonic}({string.Join(", ", node.Op.Inputs)})");
        }

        Module packed = LowerToPacked.Run(module, 32768);
        output.WriteLine(LoweringCounts.Of(packed.Find("circuit")!));
    }
}
