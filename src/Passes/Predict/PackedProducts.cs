using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Predict;

/// <summary>How the matrix products of a Packed circuit will be split, found once because finding diagonals is slow.</summary>
public sealed class PackedProducts
{
    private readonly Dictionary<ValueId, MatrixSplit> splits;

    /// <summary>Cost: slots x rows for each matrix product, several times.</summary>
    public PackedProducts(Graph packed)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        splits = StepSelection.Of(packed, value => needs[value] is not null).ToDictionary(
            static entry => entry.Key, entry => MatrixSplit.Of(((PackedMatrixProduct)packed[entry.Key].Op).Contraction, entry.Value));
    }

    /// <summary>The split of a matrix product that an output depends on; null for every other value.</summary>
    public MatrixSplit? this[ValueId value] => splits.GetValueOrDefault(value);
}
