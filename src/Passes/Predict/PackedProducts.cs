using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Predict;

/// <summary>How the matrix products and linear maps of a Packed circuit will be split, found once because finding diagonals is slow.</summary>
public sealed class PackedProducts
{
    private readonly IReadOnlyDictionary<ValueId, MatrixSplit> splits;

    /// <summary>Cost: slots x rows for each of them.</summary>
    public PackedProducts(Graph packed)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        splits = StepSelection.Of(packed, value => needs[value] is not null);
    }

    /// <summary>The split of a matrix product or linear map that an output depends on; null for every other value.</summary>
    public MatrixSplit? this[ValueId value] => splits.GetValueOrDefault(value);
}
