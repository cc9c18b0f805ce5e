using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Linear maps of one operand to results that lie alike become one map, of which each is a part: they share the operand's baby rotations. Queries, keys and values.</summary>
/// <remarks>
/// The results then have one level. Maps are joined where that is the same for all, or nearly, or where circuits are so deep that bootstraps decide it.
/// Joined matrices are copies; one instance makes each once, however many rings are tried. Not thread-safe.
/// </remarks>
public sealed class JoinMaps
{
    /// <summary>Levels between results for which a map at the higher one still costs less than two.</summary>
    private const int NearlyOneLevel = 2;

    /// <summary>Levels above which bootstraps lie between a value and the outputs.</summary>
    private const int Deep = 14;

    private readonly Dictionary<string, Tensor> matrices = new(StringComparer.Ordinal);

    /// <summary>The module with joined maps; the same one where there are none to join. Cost: a copy of the matrices of those that are.</summary>
    /// <param name="module">With a Packed circuit.</param>
    public Module Run(Module module)
    {
        Graph packed = module.Find(ModuleKeys.Circuit)!;
        Node[][] groups = [.. Groups(packed)];
        return groups.Length == 0 ? module : Rewrite(module, packed, groups);
    }

    private static IEnumerable<Node[]> Groups(Graph packed)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        return packed.Ops<PackedLinearMap>()
            .Where(map => map.Op is { Weight: not null, Map: { Indexed.Count: 0, Parts: null } } && needs[map.Node.Id] is not null && ((PackedType)packed[map.Op.Input].Type).Form == SlotForm.Real)
            .GroupBy(static map => (map.Op.Input, map.Op.InPairs, map.Op.Map.WithNamesByOrder(), Contracted: string.Join(' ', map.Op.Map.Contracted)))
            .SelectMany(group => NearlyAlike([.. group.Select(static map => map.Node)], node => needs[node.Id]!.Value.Value))
            .Where(static group => group.Length > 1);
    }

    /// <summary>The nodes by level, the highest first, those within reach of one together; each group in the graph's order.</summary>
    private static IEnumerable<Node[]> NearlyAlike(IReadOnlyList<Node> nodes, Func<Node, int> level)
    {
        List<List<Node>> groups = [];
        foreach (Node node in nodes.OrderByDescending(level))
        {
            if (groups.Count == 0 || (level(node) < Deep && level(groups[^1][0]) - level(node) > NearlyOneLevel))
            {
                groups.Add([]);
            }

            groups[^1].Add(node);
        }

        return groups.Select(static group => group.OrderBy(static node => node.Id.Index).ToArray());
    }

    private Module Rewrite(Module module, Graph packed, Node[][] groups)
    {
        Dictionary<ValueId, (Node[] Group, int Place)> places = groups
            .SelectMany(static group => group.Select((node, place) => (node.Id, (group, place)))).ToDictionary(static entry => entry.Id, static entry => entry.Item2);
        GraphRewriter rewriter = new(packed, module.Weights);
        Dictionary<ValueId, ValueId> joined = [];
        Graph rewritten = rewriter.Run(node => places.TryGetValue(node.Id, out (Node[] Group, int Place) at) ? Part(node, at.Group, at.Place) : null);

        return module.With(rewritten, rewriter.Weights);

        ValueId Part(Node node, Node[] group, int place)
        {
            if (place == 0)
            {
                joined[node.Id] = Join(rewriter, module.Weights, group);
            }

            Layout own = ((PackedLinearMap)node.Op).Map.Output;
            return rewriter.Add(new PackedPart(joined[group[0].Id], place * own.CiphertextCount, own), node.Name);
        }
    }

    private ValueId Join(GraphRewriter rewriter, WeightTable source, Node[] group)
    {
        PackedLinearMap[] ops = [.. group.Select(static node => (PackedLinearMap)node.Op)];
        LinearMap first = ops[0].Map;
        string which = FreeName(first);
        AxisStack axes = AxisStack.On(first.Output);
        axes.Put(LayoutAxis.Of(which, group.Length));
        Layout output = axes.Layout([new LayoutDimension(which, group.Length), .. first.Output.Dimensions], first.Output.SlotCount);
        string weight = string.Join('+', ops.Select(static op => op.Weight));
        while (source.Contains(weight))
        {
            weight += "+";
        }

        // Groups of the same matrices, in tied layers, share one.
        rewriter.Target.Weights = rewriter.Weights.With(weight, Matrix(source, weight, ops));

        return rewriter.Add(new PackedLinearMap(rewriter.Map(ops[0].Input), weight, new LinearMap(first.Input, output, first.Contracted, [which, .. first.Produced]), ops[0].InPairs), group[0].Name);
    }

    private static string FreeName(LinearMap map)
    {
        string[] taken = [.. map.Input.Dimensions.Concat(map.Output.Dimensions).Select(static dimension => dimension.Name)];
        return Enumerable.Range(0, taken.Length + 1).Select(static number => number == 0 ? "m" : $"m{number}").First(name => !taken.Contains(name));
    }

    /// <summary>The matrices beside each other.</summary>
    private Tensor Matrix(WeightTable weights, string name, PackedLinearMap[] ops)
    {
        if (!matrices.TryGetValue(name, out Tensor? joined))
        {
            (int rows, int columns) = (ops[0].Map.Rows, ops[0].Map.Columns);
            double[] values = new double[rows * columns * ops.Length];
            for (int i = 0; i < ops.Length; i++)
            {
                double[] own = weights.Data(ops[i].Weight!).Values;
                for (int row = 0; row < rows; row++)
                {
                    Array.Copy(own, row * columns, values, ((row * ops.Length) + i) * columns, columns);
                }
            }

            matrices[name] = joined = new Tensor(weights[ops[0].Weight!].Type.Element, Shape.Of(rows, columns * ops.Length), values);
        }

        return joined;
    }
}
