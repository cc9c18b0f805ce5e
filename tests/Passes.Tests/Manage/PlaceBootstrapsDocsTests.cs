using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Manage;

public partial class PlaceBootstrapsDocsTests
{
    [Fact]
    public void TheDocumentedExampleHolds()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PassDocs", "Manage", "PlaceBootstraps.md"));
        string[] blocks = [.. Block().Matches(text).Select(static match => match.Groups[1].Value)];
        Module before = GraphText.Read(blocks[0]);
        Graph packed = before.Graphs[0];
        PlaceBootstraps place = new(packed, new PackedCosts(packed, new PackedProducts(packed, hasConjugation: false)), [.. packed.Nodes.Select(static _ => 2.0)]);
        BootstrapRange range = new(new Level(1), new Level(3));

        LevelPlacement placement = place.Run(new CostModel(CostTable.Default(), 10, 1), static (target, ciphertexts) => ciphertexts * (10 + target.Value), range, new Level(0))!;
        Graph after = LowerToCkks.Run(packed, before.Weights, InsecureChain.OfLevels(3), placement);

        Assert.True(placement.IsExact);
        Assert.Equal(blocks[1], TypeAndName().Replace(ModuleWriter.Write(after), string.Empty));
    }

    [GeneratedRegex("```psir (?:before|after)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(" : ct<[^>]*> \"[^\"]*\"")]
    private static partial Regex TypeAndName();
}
