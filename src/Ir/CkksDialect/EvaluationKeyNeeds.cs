using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>The evaluation keys a circuit needs: each with the highest level it is used at, which bounds the key's primes.</summary>
/// <param name="Relinearization">Highest level of a relinearization; null: there is none.</param>
/// <param name="Rotations">Left rotation (1 … slots - 1) to the highest level of its use, by ascending rotation.</param>
public sealed record EvaluationKeyNeeds(Level? Relinearization, IReadOnlyDictionary<int, Level> Rotations)
{
    /// <summary>Highest level of a conjugation of the circuit's own, besides those in bootstraps; null: there is none.</summary>
    public Level? Conjugation { get; init; }

    /// <summary>Levels that the circuit's bootstraps reach, ascending, without repetitions; empty where nothing is bootstrapped.</summary>
    /// <remarks>The keys that a bootstrap needs besides follow from these and the parameters.</remarks>
    public IReadOnlyList<Level> BootstrapTargets { get; init; } = System.Array.Empty<Level>();

    public bool Bootstraps => BootstrapTargets.Count > 0;

    /// <summary>Asks every op of a Ckks graph. Cost: the diagonals of every linear map are found once.</summary>
    public static EvaluationKeyNeeds Of(Graph graph)
    {
        Level? relinearization = null, conjugation = null;
        SortedDictionary<int, Level> rotations = new();
        foreach ((Node _, CkksOp op) in graph.Ops<CkksOp>())
        {
            if (op.Inputs.Count == 0)
            {
                continue;
            }

            Level level = op.Inputs.Select(input => ((CiphertextType)graph[input].Type).Level).Aggregate(Level.Max);
            if (op.Relinearizes)
            {
                relinearization = Level.Max(level, relinearization ?? level);
            }

            if (op.Conjugates)
            {
                conjugation = Level.Max(level, conjugation ?? level);
            }

            foreach (int rotation in op.Rotations)
            {
                rotations[rotation] = rotations.TryGetValue(rotation, out Level known) ? Level.Max(known, level) : level;
            }
        }

        return new EvaluationKeyNeeds(relinearization, rotations)
        {
            Conjugation = conjugation,
            BootstrapTargets = graph.Ops<CkksBootstrap>().Select(static entry => entry.Op.Target).Distinct().OrderBy(static level => level).ToList(),
        };
    }
}
