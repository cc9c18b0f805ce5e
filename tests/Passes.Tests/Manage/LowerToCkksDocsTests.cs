using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Tests.Circuits;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Manage;

public partial class LowerToCkksDocsTests
{
    [Fact]
    public void TheDocumentedExampleHolds()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PassDocs", "Manage", "LowerToCkks.md"));
        Module[] examples = [.. Block().Matches(text).Select(static match => GraphText.Read(match.Groups[1].Value))];

        Graph actual = LowerToCkks.Run(examples[0].Graphs[0], examples[0].Weights, InsecureChain.OfLevels(2), new Level(0));

        Assert.Equal(Plain(examples[1].Graphs[0]), Plain(actual));
    }

    /// <summary>Types, without the names of nodes.</summary>
    private static string Plain(Graph graph) => NodeName().Replace(ModuleWriter.Write(graph), string.Empty);

    [GeneratedRegex("```psir (?:before|after)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" \"[^\"]*\"$", RegexOptions.Multiline)]
    private static partial Regex NodeName();
}
