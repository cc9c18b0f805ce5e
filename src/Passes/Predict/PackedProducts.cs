using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Predict;

/// <summary>How the linear maps of a Packed circuit will be split, found once because finding diagonals is slow.</summary>
public sealed class PackedProducts
{
    private readonly IReadOnlyDictionary<ValueId, MatrixSplit> splits;

    /// <summary>Cost: slots x rows for each of them.</summary>
    /// <param name="packed">The circuit.</param>
    /// <param name="hasConjugation">Whether there is a key for conjugation, as with bootstraps.</param>
    public PackedProducts(Graph packed, bool hasConjugation)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        splits = StepSelection.Of(packed, value => needs[value] is not null, hasConjugation);
    }

    /// <summary>The split of a matrix product or linear map that an output depends on; null for every other value.</summary>
    public MatrixSplit? this[ValueId value] => splits.GetValueOrDefault(value);
}
