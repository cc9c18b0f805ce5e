using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>What to compile.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Calibration">The samples; null when there are none.</param>
/// <param name="Options">The user's choices.</param>
/// <param name="Import">Sizes that the file leaves open.</param>
internal sealed record CompileRequest(string Model, string? Calibration, CompilerOptions Options, ImportOptions Import)
{
    /// <summary>A request for a model with the samples given, or those named after the model and lying beside it.</summary>
    public static CompileRequest Of(FileInfo model, FileInfo? calibration, CompilerOptions options, ImportOptions import)
    {
        string beside = Path.ChangeExtension(model.FullName, ".samples.npz");
        string? samples = calibration?.FullName ?? (File.Exists(beside) ? beside : null);
        return new CompileRequest(model.FullName, samples, options, import);
    }
}
