using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Costs;

/// <summary>How the matrix products of a Packed circuit will be split, found once because finding diagonals is slow.</summary>
public sealed class PackedProducts
{
    private readonly Dictionary<ValueId, (int Diagonals, BabyStepGiantStep Split)> splits;

    /// <summary>Cost: slots x rows for each matrix product, several times.</summary>
    public PackedProducts(Graph packed)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        splits = StepSelection.Of(packed, value => needs[value] is not null).ToDictionary(
            static entry => entry.Key,
            entry => Split(((PackedMatrixProduct)packed[entry.Key].Op).Contraction, entry.Value));
    }

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public (int Diagonals, int Babies, int Giants) Counts(ValueId product)
    {
        (int diagonals, BabyStepGiantStep split) = splits[product];
        return (diagonals, split.Babies.Count(static rotation => rotation != 0), split.Giants.Count(static rotation => rotation != 0));
    }

    /// <summary>Rotations that need a key.</summary>
    public IEnumerable<int> Rotations(ValueId product)
    {
        BabyStepGiantStep split = splits[product].Split;
        return split.Babies.Concat(split.Giants).Where(static rotation => rotation != 0);
    }

    private static (int Diagonals, BabyStepGiantStep Split) Split(Contraction contraction, int step)
    {
        GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(contraction);
        return (diagonals.Rotations.Count, BabyStepGiantStep.Split(diagonals, step));
    }
}
