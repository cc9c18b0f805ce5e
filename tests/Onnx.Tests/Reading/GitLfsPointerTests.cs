using System.Text;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Onnx.Tests.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Reading;

/// <summary>What Git leaves in place of a large file is named as such, with what to do.</summary>
public sealed class GitLfsPointerTests : IDisposable
{
    private const string Pointer = """
        version https://git-lfs.github.com/spec/v1
        oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
        size 12345

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("powersoftmax-lfs-").FullName;

    [Fact]
    public void AModelThatIsAPointerIsNamed() => AssertNamed(Write("model.onnx", Pointer), static path => OnnxModelReader.Read(path));

    [Fact]
    public void SamplesThatAreAPointerAreNamed() => AssertNamed(Write("model.samples.npz", Pointer), static path => NpzFile.Read(path));

    [Fact]
    public void APointerWithWindowsLineEndsIsNamed() =>
        AssertNamed(Write("model.onnx", Pointer.Replace("\n", "\r\n", StringComparison.Ordinal)), static path => OnnxModelReader.Read(path));

    [Fact]
    public void WeightsBesideTheModelThatAreAPointerAreNamed()
    {
        TestModel model = new TestModel().Input("x", 1, 2).Floats("w", [2, 2]).Node("MatMul", ["x", "w"], "y").Output("y");
        TensorProto weight = model.Proto.Graph.Initializer[0];
        weight.DataLocation = 1;
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "model.onnx.data" });
        string path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, model.Bytes());

        AssertNamed(Write("model.onnx.data", Pointer), _ => OnnxModelReader.Read(path));
    }

    [Fact]
    public void OtherTextIsNoPointer()
    {
        string path = Write("model.onnx", "version 2 of the model");

        Assert.Equal("PSM2001", Assert.Throws<DiagnosticException>(() => OnnxModelReader.Read(path)).Diagnostic.Id);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertNamed(string path, Action<string> read)
    {
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => read(path)).Diagnostic;

        Assert.Equal("PSM1012", diagnostic.Id);
        Assert.Contains($"'{path}' is a Git LFS pointer of 12345 bytes", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("git lfs pull", diagnostic.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }
}
