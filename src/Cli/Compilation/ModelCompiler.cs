using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The whole compiler, from files to a checked module in memory.</summary>
internal static class ModelCompiler
{
    /// <exception cref="DiagnosticException">A file cannot be read, or the model cannot be compiled.</exception>
    public static CompiledModel Run(CompileRequest request)
    {
        OnnxModel onnx = OnnxModelReader.Read(request.Model);
        ImportedModel imported = OnnxImporter.Import(onnx);
        using OnnxCalibration? calibration = request.Calibration is null ? null : Calibrate(request.Calibration, onnx, imported);
        PassContext context = new(new DiagnosticBag(), request.Options, calibration);
        Module module = TensorPipeline.Run(imported.Module.WithMeta(ModuleKeys.ModelSha256, onnx.Sha256), context);
        CompilationResult result = new CircuitCompiler(request.Options, CostTable.Default())
            .Run(module, CircuitInputs(module, context), context.Diagnostics);
        return new CompiledModel(onnx, imported, result.Module, result.Plan!, context.Approximation, result.Diagnostics);
    }

    private static OnnxCalibration Calibrate(string path, OnnxModel onnx, ImportedModel imported)
    {
        IEnumerable<Input> inputs = imported.Graph.Ops<Input>().Select(static input => input.Op);
        return new OnnxCalibration(onnx, imported, SampleSet.Of(path, NpzFile.Read(path), inputs));
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> CircuitInputs(Module module, PassContext context)
    {
        CalibrationSamples samples = CalibrationSamples.Of(module, context);
        int count = Math.Min(context.Calibration!.SampleCount, context.Options.CheckedSamples);
        return [.. Enumerable.Range(0, count).Select(samples.Inputs)];
    }
}
