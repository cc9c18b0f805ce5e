extern alias generator;

using System.Text;
using generator::PowerSoftmax.Generator.Circuits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PowerSoftmax.Generator.Tests.Support;

/// <summary>A compiled circuit as the build hands it to the generator.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Content">Its text; null where the file does not exist.</param>
/// <param name="Key">Item metadata: path of the model; null without the targets.</param>
/// <param name="Calibration">Item metadata: path of the samples; null without.</param>
internal sealed record CircuitFixture(string Path, string? Content, string? Key, string? Calibration)
{
    /// <summary>A circuit file of <c>Circuits</c> for the model of the same name.</summary>
    public static CircuitFixture Load(string name) => new(
        $"obj/powersoftmax/{name}.psir",
        File.ReadAllText(RepositoryFiles.OfThisProject("Circuits", name + ".psir")),
        name + ".onnx",
        name + ".samples.npz");

    public AdditionalText ToAdditionalText() => new Text(Path, Content);

    public IReadOnlyDictionary<string, string> Options()
    {
        Dictionary<string, string> options = [];
        if (Key is not null)
        {
            options[CircuitText.KeyOption] = Encoded(Key);
            options[CircuitText.ResourceOption] = Encoded(System.IO.Path.ChangeExtension(Key, null)!.Replace("./", string.Empty, StringComparison.Ordinal));
        }

        if (Calibration is not null)
        {
            options[CircuitText.CalibrationOption] = Encoded(Calibration);
        }

        return options;
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class Text(string path, string? content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) =>
            content is null ? null : SourceText.From(content, Encoding.UTF8);
    }
}
