using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Predict;

/// <summary>The evaluation keys that a Packed circuit will need under a placement: what <see cref="EvaluationKeyNeeds"/> finds once it is lowered.</summary>
public sealed class PackedKeyNeeds(Graph packed, PackedProducts products)
{
    private readonly PackedPlaces places = new(packed, products);

    public EvaluationKeyNeeds Of(LevelPlacement placement)
    {
        Level? relinearization = null, conjugation = null;
        SortedDictionary<int, Level> rotations = [];
        foreach (Node node in packed.Nodes)
        {
            if (placement[node.Id] is not Level level)
            {
                continue;
            }

            Level operands = level + ((PackedOp)node.Op).LevelsConsumed;
            PackedKeys keys = PackedRules.Of(node).Keys(places.Of(node, operands));
            if (keys.Relinearization is Level at)
            {
                relinearization = Level.Max(at, relinearization ?? at);
            }

            if (keys.Conjugates)
            {
                conjugation = Level.Max(operands, conjugation ?? operands);
            }

            foreach (int rotation in keys.Rotations)
            {
                rotations[rotation] = rotations.TryGetValue(rotation, out Level known) ? Level.Max(known, operands) : operands;
            }
        }

        return new EvaluationKeyNeeds(relinearization, rotations)
        {
            Conjugation = conjugation,
            BootstrapTargets = [.. placement.Bootstraps.Values.Select(static bootstrap => bootstrap.Target).Distinct().Order()],
        };
    }
}
