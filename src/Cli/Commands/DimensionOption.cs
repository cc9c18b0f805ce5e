using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>--dimension NAME=SIZE</c>: sizes that a model leaves open, by the dimension's name or by input and axis.</summary>
internal sealed class DimensionOption
{
    private readonly Option<string[]> dimensions = new("--dimension")
    {
        Description = "Size of a dimension the model leaves open, as tokens=32 or input_ids[1]=32; may be given more than once.",
        AllowMultipleArgumentsPerToken = false,
    };

    public DimensionOption() => dimensions.Validators.Add(static result =>
    {
        foreach (string text in (result.GetValueOrDefault<string[]>() ?? []).Where(static text => Parse(text) is null))
        {
            result.AddError($"--dimension is '{text}'; give NAME=SIZE with a size of at least 1, as tokens=32.");
        }
    });

    public Option Option => dimensions;

    /// <summary>The sizes given; a later one wins.</summary>
    public ImportOptions Read(ParseResult result)
    {
        ImmutableDictionary<string, int> sizes = (result.GetValue(dimensions) ?? [])
            .Select(static text => Parse(text)!.Value)
            .Aggregate(ImmutableDictionary<string, int>.Empty, static (known, dimension) => known.SetItem(dimension.Key, dimension.Value));
        return ImportOptions.Default with { Dimensions = sizes };
    }

    private static KeyValuePair<string, int>? Parse(string text)
    {
        int equals = text.LastIndexOf('=');
        return equals > 0 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0
            ? new KeyValuePair<string, int>(text[..equals], size)
            : null;
    }
}
