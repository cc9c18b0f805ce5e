using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.FeatureMaps;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model of any shape to the normal form that a lowering by contractions takes. Read top to bottom.</summary>
/// <remarks>Functions are still themselves. The form is described in <c>docs/decisions/0009-contractions.md</c>.</remarks>
public static class NormalFormPipeline
{
    public static Pipeline Create() => new([.. TensorPipeline.OneSpelling(), .. ToCircuit()]);

    /// <summary>From one spelling on.</summary>
    internal static IReadOnlyList<IPass> ToCircuit() =>
    [
        // Attention and its relatives become contractions, functions, masks, sums and factors.
        new RecognizeMasks(),
        new ExpandAttention(),
        new ExpandSoftmax(),
        new DivideByReciprocal(),
        new RecognizeContractions(),
        new ScaleOperands(),
        new DelayFactors(),
        new SimplifyShapes(),

        // What the client does is left out; slices, joins, factors and turns of features go into linear layers.
        new SplitClientServer(),
        new SliceTokens(),
        new CollectFeatureMaps(),
        new RecognizeContractions(),    // their operands are placed by transposes
        new SimplifyShapes(),
        .. TensorPipeline.LinearAlgebra(),
        new RemoveDeadCode(),
        new NameNodesApart(),
    ];
}
