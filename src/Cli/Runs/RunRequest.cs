using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Runs;

/// <summary>What to run.</summary>
/// <param name="Model">An ONNX model or a compiled circuit.</param>
/// <param name="Calibration">Samples to compile an ONNX model with.</param>
/// <param name="Options">How to compile an ONNX model.</param>
/// <param name="Reference">The ONNX model of a compiled circuit, for comparison; null compares with the polynomials only.</param>
/// <param name="Input">Inputs (.npz); null when there is a text.</param>
/// <param name="Text">A text as the only input.</param>
/// <param name="Vocabulary">Words by id, for the text.</param>
/// <param name="Samples">How many of the inputs, evenly spaced; null for all.</param>
internal sealed record RunRequest(
    FileInfo Model, FileInfo? Calibration, CompilerOptions Options, FileInfo? Reference, FileInfo? Input, string? Text, FileInfo? Vocabulary, int? Samples)
{
    /// <summary>Sizes that the ONNX model leaves open.</summary>
    public ImportOptions Import { get; init; } = ImportOptions.Default;

    /// <summary>Whether arguments of polynomials are compared with their intervals.</summary>
    public bool CheckRanges { get; init; }

    /// <summary>Whether an input outside of the calibrated ranges ends the run.</summary>
    public bool Strict { get; init; }

    public bool IsCompiled => CircuitSource.IsCompiled(Model);
}
