using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The trained model of the second sample, two layers with computed keys, from ONNX to slots.</summary>
public sealed class BertTinyTests
{
    private const int Samples = 48;

    [Fact]
    public void SlotsMeanWhatTheTensorsMeanAndAgreeWithOnnxRuntime()
    {
        using OnnxCalibration calibration = Load(out ImportedModel imported);
        PassContext context = new(new DiagnosticBag(), new CompilerOptions { AgreementAsked = 0.9 }, calibration);
        Module module = TensorPipeline.Run(imported.Module, context);
        Graph circuit = module.Find(ModuleKeys.Circuit)!;
        Assert.Equal(4, circuit.Ops<Contract>().Count());

        Module packed = LowerToRows.Run(module, 1 << 15);
        Graph slots = packed.Find(ModuleKeys.Circuit)!;

        Assert.InRange(DepthAnalysis.Run(slots, new Level(0)).Depth, 1, 37);
        AssertHides(HideAnswers.Run(packed), CalibrationSamples.Of(module, context).Inputs(0));
        DoublePrecision exact = DoublePrecision.Of(circuit, module.Weights);
        CalibrationSamples samples = CalibrationSamples.Of(module, context);
        foreach (int sample in (int[])[0, Samples / 2, Samples - 1])
        {
            IReadOnlyDictionary<string, Tensor> inputs = samples.Inputs(sample);
            double[] meant = TensorInterpreter.Run(exact.Graph, exact.Weights, inputs)["logits"].Values;
            double[] actual = SlotInterpreter.Run(slots, inputs, packed.Weights)["logits"].Values;
            double[] reference = calibration.Value(sample, module.Meta(RememberOutputs.Key("logits"))!).Values;
            double largest = meant.Max(Math.Abs);
            Assert.InRange(Distance(meant, actual), 0, 1e-9 * largest);
            Assert.InRange(Distance(reference, actual), 0, 0.05 * largest);
            Assert.Equal(reference.Index().MaxBy(static item => item.Item).Index, actual.Index().MaxBy(static item => item.Item).Index);
        }
    }

    /// <summary>Seven logits in the answer, and zeros.</summary>
    private static void AssertHides(Module hidden, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Graph circuit = hidden.Find(ModuleKeys.Circuit)!;
        Node answer = Assert.Single(circuit.Nodes, static node => node.Op is Ir.PackedDialect.PackedOutput);
        double[] slots = SlotInterpreter.RunSlots(circuit, inputs, hidden.Weights)[answer.Id.Index];

        Assert.Equal(1 << 15, slots.Length);
        Assert.Equal(8, slots.Select(static slot => Math.Round(slot, 9)).Distinct().Count());
        Assert.Contains(0.0, slots);
    }

    private static double Distance(double[] left, double[] right) => left.Zip(right, static (a, b) => Math.Abs(a - b)).Max();

    private static OnnxCalibration Load(out ImportedModel imported)
    {
        string folder = RepositoryRoot.File("samples/02-BertTinyPowerSoftmax");
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} holds the trained model of the second sample and is not there");
        OnnxModel model = OnnxModelReader.Read(Path.Combine(folder, "bert-tiny.onnx"));
        imported = OnnxImporter.Import(model);
        return new OnnxCalibration(model, imported, NpzFile.Read(Path.Combine(folder, "bert-tiny.samples.npz"))
            .ToDictionary(static item => item.Key, static item => Some(item.Value)));
    }

    /// <summary>As many samples as the test has time for, evenly spaced.</summary>
    private static Tensor Some(Tensor all)
    {
        int size = all.Values.Length / all.Shape[0];
        int step = all.Shape[0] / Samples;
        double[] values = [.. Enumerable.Range(0, Samples).SelectMany(sample => all.Values.AsSpan(sample * step * size, size).ToArray())];
        return new Tensor(all.Type.Element, Shape.From(all.Shape.Dimensions.Skip(1).Prepend(Samples)), values);
    }
}
