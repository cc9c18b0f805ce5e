using System.Text.RegularExpressions;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Operators;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>The list of operators is what the documentation says.</summary>
public sealed partial class OperatorTableTests
{
    [Fact]
    public void DocumentationListsExactlyTheOperatorsThatAreImported()
    {
        string text = File.ReadAllText(RepositoryRoot.File("docs/operators.md"));

        Assert.Equal(OperatorTable.Names.Order(StringComparer.Ordinal), Row().Matches(text).Select(static row => row.Groups[1].Value));
        Assert.Contains(FormattableString.Invariant($"opsets {OnnxImporter.OldestOpset} to {OnnxImporter.NewestOpset}"), text);
    }

    [GeneratedRegex(@"^\| ([A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
