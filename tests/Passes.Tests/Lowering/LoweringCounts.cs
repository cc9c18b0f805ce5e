using System.Globalization;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>What a packed circuit costs, as a table for people to compare: a line for each part of a layer, in the order of the circuit.</summary>
internal static class LoweringCounts
{
    /// <summary>Lines <c>name: matrix products (diagonals), rotations, ciphertext products, level in -> out</c>, then the total.</summary>
    public static string Of(Graph packed)
    {
        LevelNeeds levels = DepthAnalysis.Run(packed, new Level(0));
        List<string> lines = [.. packed.Nodes.Where(static node => node.Op is not (PackedInput or PackedOutput))
            .GroupBy(static node => node.Name.Replace("#bias", string.Empty, StringComparison.Ordinal))
            .Select(group => Line(group.Key, [.. group], packed, levels))];
        return string.Join("\n", lines.Append(Line("total", packed.Nodes, packed, levels))) + "\n";
    }

    private static string Line(string name, IReadOnlyCollection<Node> nodes, Graph packed, LevelNeeds levels)
    {
        int[] diagonals = [.. nodes.Select(static node => node.Op).OfType<PackedMatrixProduct>().Select(static product => Diagonals(product))];
        int rotations = nodes.Sum(static node => node.Op switch { PackedRotate => 1, PackedSumSlots sum => sum.Steps.Count, _ => 0 });
        int products = nodes.Sum(static node => node.Op switch
        {
            PackedMultiply => 1,
            PackedPolynomial polynomial => PatersonStockmeyerCost.Of(polynomial.Series).Products,
            _ => 0,
        });
        int from = nodes.SelectMany(static node => node.Op.Inputs).Max(value => levels[value]?.Value ?? 0);
        int to = nodes.Min(node => levels[node.Id]?.Value ?? 0);
        string matrices = diagonals.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{diagonals.Length} ({diagonals.Sum()})");
        return string.Create(CultureInfo.InvariantCulture, $"{name,-33} matrices {matrices,-9} rotations {rotations,3} products {products,3} level {from,2} -> {to,2}");
    }

    private static int Diagonals(PackedMatrixProduct product) => GeneralizedDiagonals.Of(product.Contraction).Rotations.Count;
}
