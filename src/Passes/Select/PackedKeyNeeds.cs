using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Select;

/// <summary>The evaluation keys that a Packed circuit will need under a placement: what <see cref="EvaluationKeyNeeds"/> finds once it is lowered.</summary>
public sealed class PackedKeyNeeds(Graph packed, PackedProducts products)
{
    private readonly LazyProducts lazy = new(packed);

    public EvaluationKeyNeeds Of(LevelPlacement placement)
    {
        Level? relinearization = null;
        SortedDictionary<int, Level> rotations = [];
        foreach (Node node in packed.Nodes)
        {
            if (placement[node.Id] is not Level level)
            {
                continue;
            }

            if (RelinearizedAt(node, level) is Level at)
            {
                relinearization = Level.Max(at, relinearization ?? at);
            }

            Level operands = level + ((PackedOp)node.Op).LevelsConsumed;
            foreach (int rotation in Rotations(node))
            {
                rotations[rotation] = rotations.TryGetValue(rotation, out Level known) ? Level.Max(known, operands) : operands;
            }
        }

        return new EvaluationKeyNeeds(relinearization, rotations)
        {
            BootstrapTargets = [.. placement.Bootstraps.Values.Select(static bootstrap => bootstrap.Target).Distinct().Order()],
        };
    }

    /// <summary>A product, or a sum of products that waited, is relinearized one level above its own.</summary>
    private Level? RelinearizedAt(Node node, Level level) => node.Op switch
    {
        PackedPolynomial { Series.Degree: > 1 } op => level + op.LevelsConsumed - (op.IsNormalized ? 0 : 1),
        _ when lazy.DegreeOf(node.Id) == 2 && !lazy.Waits(node.Id) => level + 1,
        _ => null,
    };

    private IEnumerable<int> Rotations(Node node) => node.Op switch
    {
        PackedRotate { Steps: not 0 } op => [op.Steps],
        PackedSumSlots op => op.Steps.Select(static step => (int)step).Where(static step => step != 0),
        PackedMatrixProduct => products.Rotations(node.Id),
        _ => [],
    };
}
