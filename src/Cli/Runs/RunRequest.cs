using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Samples;

namespace PowerSoftmax.Cli.Runs;

/// <summary>What to run.</summary>
/// <param name="Model">An ONNX model or a compiled circuit.</param>
/// <param name="Compilation">How to compile an ONNX model, and the sizes that it leaves open.</param>
/// <param name="Reference">The ONNX model of a compiled circuit, for comparison; null compares with the polynomials only.</param>
/// <param name="Input">Inputs (.npz); null when there is a text.</param>
/// <param name="Text">A text as the only input.</param>
/// <param name="Vocabulary">Words by id, for the text.</param>
/// <param name="Samples">How many of the inputs, evenly spaced; null for all.</param>
internal sealed record RunRequest(
    FileInfo Model, CompileRequest Compilation, FileInfo? Reference, FileInfo? Input, string? Text, FileInfo? Vocabulary, int? Samples)
{
    /// <summary>Whether arguments of polynomials are compared with their intervals.</summary>
    public bool CheckRanges { get; init; }

    /// <summary>Whether an input outside of the calibrated ranges ends the run.</summary>
    public bool Strict { get; init; }

    public bool IsCompiled => CircuitSource.IsCompiled(Model);

    /// <summary>The words of a text: those given, or those beside the model.</summary>
    public string VocabularyPath => Vocabulary?.FullName ?? Path.ChangeExtension(Model.FullName, ".vocab.txt");

    /// <summary>Finds what is wrong with files before anything is compiled.</summary>
    /// <exception cref="UserException">There is no input, more than one kind of it, a file is missing, or the target cannot be written.</exception>
    public void Check(string? json)
    {
        PathChecks files = new PathChecks().Model(Model);
        if (Input is null == Text is null)
        {
            throw new UserException("'run' needs one input: give --input FILE.npz or --text TEXT.");
        }

        if (Text is not null)
        {
            WordTokenizer.Require(VocabularyPath);
        }

        files
            .Read("--calibration", Compilation.Calibration)
            .Require("--reference", Reference?.FullName)
            .Require("--input", Input?.FullName)
            .Read("--vocabulary", VocabularyPath)
            .Write("--json", JsonOutput.FileOf(json))
            .Run();
    }
}
