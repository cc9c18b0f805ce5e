using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The whole compiler, from files to a checked module in memory.</summary>
internal static class ModelCompiler
{
    /// <exception cref="DiagnosticException">A file cannot be read or imported.</exception>
    /// <exception cref="CompilationFailedException">The model cannot be compiled; there is no plan either.</exception>
    public static CompiledModel Run(CompileRequest request)
    {
        OnnxModel onnx = OnnxModelReader.Read(request.Model);
        ImportedModel imported = OnnxImporter.Import(onnx, request.Import);
        using OnnxCalibration? calibration = request.Calibration is null ? null : Calibrate(request.Calibration, onnx, imported);
        Module module = imported.Module.WithMeta(ModuleKeys.ModelSha256, onnx.Sha256);
        CompilationResult result = Compiler.Compile(module, calibration, request.Options);
        return result.Plan is null
            ? throw new CompilationFailedException([.. imported.Findings, .. result.Diagnostics])
            : new CompiledModel(onnx, result.Module, result.Plan, result.Approximation, [.. imported.Findings, .. result.Diagnostics]) { Batch = result.Batch };
    }

    private static OnnxCalibration Calibrate(string path, OnnxModel onnx, ImportedModel imported)
    {
        IEnumerable<Input> inputs = imported.Graph.Ops<Input>().Select(static input => input.Op);
        return new OnnxCalibration(onnx, imported, SampleSet.Of(path, NpzFile.Read(path), inputs));
    }
}
