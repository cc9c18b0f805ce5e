using System.Diagnostics;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes;
using Spectre.Console;

namespace PowerSoftmax.LargeShapes;

/// <summary>Imports a model and brings it to normal form, with time and memory of both, and compares one sample with ONNX Runtime.</summary>
internal static class NormalFormCheck
{
    public static void Run(string path, Dictionary<string, Tensor> sample, IAnsiConsole console)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ImportedModel imported = OnnxImporter.Import(path);
        Report(console, "import", watch);
        Module normal = NormalFormPipeline.Create().Run(imported.Module, new PassContext(new DiagnosticBag(), new CompilerOptions()));
        Report(console, "normal form", watch);
        Graph circuit = normal.Find(ModuleKeys.Circuit)!;
        foreach (IGrouping<string, Node> ops in circuit.Nodes.GroupBy(static node => node.Op.Mnemonic).OrderByDescending(static ops => ops.Count()))
        {
            console.WriteLine($"  {ops.Count(),5} {ops.Key}");
        }

        Tensor actual = Evaluate(normal, sample);
        Report(console, "interpreter", watch);
        Tensor expected = Reference(path, sample);
        double error = expected.Values.Zip(actual.Values, static (left, right) => Math.Abs(left - right)).Max();
        console.WriteLine(FormattableString.Invariant($"largest difference to ONNX Runtime: {error:G3} at {expected.Values.Max(Math.Abs):G3}"));
    }

    private static Tensor Evaluate(Module module, Dictionary<string, Tensor> sample)
    {
        IReadOnlyDictionary<string, Tensor> sent = TensorInterpreter.Run(module.Find(ModuleKeys.Prologue)!, module.Weights, sample);
        IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(module.Find(ModuleKeys.Circuit)!, module.Weights, sent);
        return TensorInterpreter.Run(module.Find(ModuleKeys.Epilogue)!, module.Weights, answers).Values.Single();
    }

    private static Tensor Reference(string path, Dictionary<string, Tensor> sample)
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(OnnxModelReader.Read(path));
        return session.Run(sample).Values.Single();
    }

    private static void Report(IAnsiConsole console, string what, Stopwatch watch)
    {
        using Process process = Process.GetCurrentProcess();
        console.WriteLine(FormattableString.Invariant($"{what}: after {watch.Elapsed.TotalSeconds:F1} s, peak of the process {process.PeakWorkingSet64 >> 20} MiB"));
    }
}
