using System;
using System.IO;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PowerSoftmax.Generator.Targets;

namespace PowerSoftmax.Generator.Circuits;

/// <summary>A circuit file as the build handed it over.</summary>
/// <param name="Key">Path of its model as the project's item names it.</param>
/// <param name="Calibration">Path of the samples it was compiled with; empty without.</param>
/// <param name="Text">Its content; empty when the file is not there yet.</param>
internal sealed record CircuitText(string Key, string Calibration, string Text)
{
    /// <summary>Extension of circuit files.</summary>
    public const string Extension = ".psir";

    /// <summary>Item metadata that the targets make visible to the compiler.</summary>
    public const string KeyOption = "build_metadata.AdditionalFiles.EncryptedModelKey";

    /// <summary>Item metadata that the targets make visible to the compiler.</summary>
    public const string CalibrationOption = "build_metadata.AdditionalFiles.EncryptedModelCalibration";

    public static bool IsCircuit(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static CircuitText From(AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken token)
    {
        AnalyzerConfigOptions options = provider.GetOptions(text);
        string key = Option(options, KeyOption);

        // A circuit added by hand, without the targets, is known by its own name.
        return new CircuitText(
            key.Length > 0 ? key : Path.GetFileNameWithoutExtension(text.Path) + ".onnx",
            Option(options, CalibrationOption),
            text.GetText(token)?.ToString() ?? string.Empty);
    }

    private static string Option(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out string? value) ? ModelKey.Of(value) : string.Empty;
}
