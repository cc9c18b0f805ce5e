using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.LargeShapes;
using PowerSoftmax.LargeShapes.Models;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The large models of sample 04, built small: files that are read again, a normal form, and ONNX Runtime's results.</summary>
public sealed class LargeShapesTests
{
    private static readonly LargeShape Small = new(2, 48, 3, 40, 11, 30);

    public static TheoryData<string> Kinds => [.. LargeKind.All.Select(static kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ASmallOneIsWrittenReadAndBroughtToNormalForm(string name)
    {
        LargeKind kind = LargeKind.All.Single(kind => kind.Name == name);
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            LargeModelFiles files = LargeModelFiles.Write(kind, Small, folder.FullName, samples: 2);
            OnnxModel model = OnnxModelReader.Read(files.Model);
            Module normal = NormalFormPipeline.Create().Run(OnnxImporter.Import(model).Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
            Graph circuit = normal.Find(ModuleKeys.Circuit)!;
            Assert.Empty(NormalForm.Others(circuit));
            Assert.Equal(2 * Small.Layers, circuit.Ops<Contract>().Count());

            Dictionary<string, Tensor> sample = DrawnInputs.Sample(files.Samples, 1);
            using OnnxRuntimeSession session = OnnxRuntimeSession.Open(model);
            double[] expected = session.Run(sample).Values.Single().Values;
            double[] actual = ThreeParts.Run(normal, sample).Values.Single().Values;
            Assert.InRange(expected.Zip(actual, static (left, right) => Math.Abs(left - right)).Max(), 0, 1e-5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void LinearLayersGrowWithTheLayersAndNoFaster()
    {
        int Linears(int layers)
        {
            Module model = OnnxImporter.Import(OnnxModelReader.Read(Google.Protobuf.MessageExtensions.ToByteArray(LargeKind.All[1].Create(Small with { Layers = layers }, null)), "deep.onnx")).Module;
            return NormalFormPipeline.Create().Run(model, new PassContext(new DiagnosticBag(), new CompilerOptions())).Find(ModuleKeys.Circuit)!.Ops<Linear>().Count();
        }

        // Every norm of a residual stream centers all that was added to it before: once for each summand, not once for each norm.
        Assert.Equal(Linears(3) - Linears(2), Linears(8) - Linears(7));
    }

    [Fact]
    public void TheSameSeedIsTheSameModelAndAnotherIsAnother()
    {
        byte[] Bytes(int seed) => Google.Protobuf.MessageExtensions.ToByteArray(LargeKind.All[0].Create(Small with { Seed = seed }, null));
        Assert.Equal(Bytes(3), Bytes(3));
        Assert.NotEqual(Bytes(3), Bytes(4));
    }

    [Theory]
    [InlineData(50, 3, "a width of 50 does not split into 3 heads")]
    [InlineData(0, 3, "every size must be at least 1")]
    public void SizesThatContradictThemselvesAreNamed(int width, int heads, string problem) =>
        Assert.Equal(problem, (Small with { Width = width, Heads = heads }).Problem());
}
