using System.Runtime.InteropServices;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Tensors;
using System.Text;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Tests.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Reading;

/// <summary>Whatever the bytes are, reading ends in a model or a diagnostic.</summary>
public sealed class OnnxModelReaderTests
{
    [Fact]
    public void MissingFileIsReported() =>
        Assert.Equal(DiagnosticKinds.FileUnreadable.Id, Fails(static () => OnnxModelReader.Read(Path.Combine(AppContext.BaseDirectory, "no-such.onnx"))).Id);

    [Theory]
    [InlineData("")]
    [InlineData("not a model at all")]
    [InlineData("PK\u0003\u0004")]
    public void ForeignBytesAreNoModel(string text) =>
        Assert.Equal(DiagnosticKinds.NotOnnx.Id, Fails(() => OnnxModelReader.Read(Encoding.UTF8.GetBytes(text), "x.onnx")).Id);

    [Fact]
    public void ModelOfCountlessEmptyNodesIsRefusedBeforeItIsParsed()
    {
        const int nodes = WireCensus.MaxFields + 1;
        byte[] bytes = [0x3a, .. Varint(2 * nodes), .. Enumerable.Repeat<byte[]>([0x0a, 0x00], nodes).SelectMany(static node => node)];

        Assert.Contains("more than", Fails(() => OnnxModelReader.Read(bytes, "x.onnx")).Message);
    }

    [Fact]
    public void ModelNestedTooDeeplyIsRefused()
    {
        // graph -> node -> attribute -> graph -> ...
        byte[] bytes = [];
        for (int level = 0; level < 30; level++)
        {
            bytes = [0x32, .. Varint(bytes.Length), .. bytes];
            bytes = [0x2a, .. Varint(bytes.Length), .. bytes];
            bytes = [0x0a, .. Varint(bytes.Length), .. bytes];
        }

        byte[] model = [0x3a, .. Varint(bytes.Length), .. bytes];
        Assert.Contains("nest deeper", Fails(() => OnnxModelReader.Read(model, "x.onnx")).Message);
    }

    [Fact]
    public void ModelCutOffAnywhereIsReported()
    {
        byte[] bytes = Model().Bytes();
        for (int length = 0; length < bytes.Length; length++)
        {
            // A cut between two fields can leave a smaller model that is whole.
            ImportOrDiagnose(bytes[..length]);
        }
    }

    [Fact]
    public void DamagedModelNeverCrashesTheImport()
    {
        byte[] bytes = Model().Bytes();
        Random random = new(11);
        for (int round = 0; round < 4000; round++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            for (int hits = random.Next(1, 4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            ImportOrDiagnose(damaged);
        }
    }

    [Fact]
    public void WeightsBesideTheModelAreBroughtIn()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("weights.bin"), [9, 9, 9, 9, 0, 0, 128, 63, 0, 0, 0, 64]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", "4", "8").Bytes());
        ImportedModel model = OnnxImporter.Import(folder.File("model.onnx"));

        Assert.Equal([1.0, 2.0], model.Module.Weights.Data("w").Values);
        Assert.Equal([folder.File("weights.bin")], OnnxModelReader.Read(folder.File("model.onnx")).ExternalFiles);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("400000")]
    public void LargeWeightsStayInTheirFileUntilTheyAreDecoded(string? length)
    {
        using TemporaryFolder folder = new();
        float[] values = [.. Enumerable.Range(0, 100000).Select(static index => index * 0.5f)];
        File.WriteAllBytes(folder.File("weights.bin"), [1, 2, 3, 4, .. MemoryMarshal.AsBytes<float>(values)]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", "4", length, 100000).Bytes());
        OnnxModel read = OnnxModelReader.Read(folder.File("model.onnx"));
        Assert.True(ExternalData.IsOutside(read.Proto.Graph.Initializer[0]));

        ImportedModel model = OnnxImporter.Import(read);

        double[] expected = Array.ConvertAll(values, static value => (double)value);
        Assert.Equal(expected, model.Module.Weights.Data("w").Values);
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(read);
        Tensor zeros = new(ElementType.Float32, Shape.Of(100000), new double[100000]);
        Assert.Equal(expected, session.Run(new Dictionary<string, Tensor> { ["x"] = zeros })["y"].Values);
    }

    [Fact]
    public void AFileOfWeightsThatShrinksAfterItWasReadIsADiagnostic()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("weights.bin"), new byte[400000]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", "0", "400000", 100000).Bytes());
        OnnxModel read = OnnxModelReader.Read(folder.File("model.onnx"));
        File.WriteAllBytes(folder.File("weights.bin"), new byte[399996]);

        Diagnostic diagnostic = Fails(() => OnnxImporter.Import(read));

        Assert.Contains("weight 'w' lies in 'weights.bin', which cannot be read", diagnostic.Message);
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("400000")]
    public void LargeWeightsOfAnotherLengthThanTheirShapeAreRefused(string length)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("weights.bin"), new byte[400000]);
        File.WriteAllBytes(folder.File("model.onnx"), External("weights.bin", "0", length, 60000000).Bytes());

        Diagnostic diagnostic = Fails(() => OnnxImporter.Import(OnnxModelReader.Read(folder.File("model.onnx"))));

        Assert.Contains($"needs 240000000 numbers or bytes and has {length}", diagnostic.Message);
    }

    [Theory]
    [InlineData("../weights.bin", "0", "8", "only files in the model's own folder")]
    [InlineData("/etc/hostname", "0", "8", "only files in the model's own folder")]
    [InlineData("sub\\weights.bin", "0", "8", "only files in the model's own folder")]
    [InlineData("..", "0", "8", "only files in the model's own folder")]
    [InlineData("absent.bin", "0", "8", "cannot be read")]
    [InlineData("weights.bin", "8", "8", "which has 12")]
    [InlineData("weights.bin", "0", "9223372036854775807", "asks for")]
    [InlineData("weights.bin", "-4", "8", "not a number")]
    public void WeightsElsewhereAreRefused(string location, string offset, string length, string part)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("weights.bin"), new byte[12]);
        File.WriteAllBytes(folder.File("model.onnx"), External(location, offset, length).Bytes());
        Diagnostic diagnostic = Fails(() => OnnxModelReader.Read(folder.File("model.onnx")));

        Assert.Equal(DiagnosticKinds.NotOnnx.Id, diagnostic.Id);
        Assert.Contains(part, diagnostic.Message);
        Assert.Contains("'w'", diagnostic.Message);
    }

    [Fact]
    public void ModelInMemoryHasNoFilesBesideIt() =>
        Assert.Equal(DiagnosticKinds.NotOnnx.Id, Fails(static () => External("weights.bin", "0", "8").Build()).Id);

    private static TestModel Model() => new TestModel().Input("x", 2, 4).Floats("w", [4, 2], 1, 2, 3, 4, 5, 6, 7, 8).Integers("target", 1, -1)
        .Node("MatMul", ["x", "w"], "a").Node("Softmax", ["a"], "b", TestModel.Attribute("axis", -1L))
        .Node("Transpose", ["b"], "c", TestModel.Attribute("perm", [1L, 0L])).Node("Reshape", ["c", "target"], "y").Output("y");

    private static TestModel External(string location, string offset, string? length, int count = 2)
    {
        TestModel model = new TestModel().Input("x", count).Node("Add", ["x", "w"], "y").Output("y");
        TensorProto weight = new() { Name = "w", DataType = 1, DataLocation = 1 };
        weight.Dims.Add(count);
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset });
        if (length is not null)
        {
            weight.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length });
        }

        model.Proto.Graph.Initializer.Add(weight);
        return model;
    }

    private static void ImportOrDiagnose(byte[] bytes)
    {
        Exception? thrown = Record.Exception(() => OnnxImporter.Import(OnnxModelReader.Read(bytes, "damaged.onnx")));

        Assert.True(thrown is null or DiagnosticException, thrown?.ToString());
    }

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static Diagnostic Fails(Action read) => Assert.Throws<DiagnosticException>(read).Diagnostic;
}
