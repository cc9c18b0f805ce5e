using System;
using System.IO;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PowerSoftmax.Generator.Targets;

namespace PowerSoftmax.Generator.Circuits;

/// <summary>A circuit file as the build handed it over.</summary>
/// <param name="Key">Path of its model as the project's item names it.</param>
/// <param name="Calibration">Path of the samples it was compiled with; empty without.</param>
/// <param name="Resource">Name of the embedded circuit and weights without their extensions.</param>
/// <param name="Text">Its content; empty when there is none.</param>
/// <remarks>
/// Names come as UTF-8 in Base64: what stands between MSBuild and generators ends a value at the first <c>#</c> or <c>;</c>.
/// </remarks>
internal sealed record CircuitText(string Key, string Calibration, string Resource, string Text)
{
    /// <summary>Extension of circuit files.</summary>
    public const string Extension = ".psir";

    /// <summary>Item metadata that the targets make visible to the compiler.</summary>
    public const string KeyOption = "build_metadata.AdditionalFiles.EncryptedModelKey";

    /// <summary>Item metadata that the targets make visible to the compiler.</summary>
    public const string CalibrationOption = "build_metadata.AdditionalFiles.EncryptedModelCalibration";

    /// <summary>Item metadata that the targets make visible to the compiler.</summary>
    public const string ResourceOption = "build_metadata.AdditionalFiles.EncryptedModelResource";

    /// <summary>What the targets write in place of a circuit when an editor asks before the first build, which alone makes one.</summary>
    private const string Pending = "psir pending";

    public bool IsPending => Text.TrimEnd() == Pending;

    public static bool IsCircuit(AdditionalText text) => text.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public static CircuitText From(AdditionalText text, AnalyzerConfigOptionsProvider provider, CancellationToken token)
    {
        AnalyzerConfigOptions options = provider.GetOptions(text);
        string key = ModelKey.Of(Name(options, KeyOption));
        string resource = Name(options, ResourceOption);

        // A circuit added by hand, without the targets, is known by its own name.
        string own = Path.GetFileNameWithoutExtension(text.Path);
        return new CircuitText(
            key.Length > 0 ? key : own + ".onnx",
            ModelKey.Of(Name(options, CalibrationOption)),
            resource.Length > 0 ? resource : own,
            text.GetText(token)?.ToString() ?? string.Empty);
    }

    private static string Name(AnalyzerConfigOptions options, string option) =>
        options.TryGetValue(option, out string? value) ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : string.Empty;
}
