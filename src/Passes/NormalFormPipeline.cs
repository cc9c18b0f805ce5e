using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.FeatureMaps;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model of any shape to the normal form that a lowering by contractions takes. Read top to bottom.</summary>
/// <remarks>Functions are still themselves. The form is described in <c>docs/decisions/0009-contractions.md</c>.</remarks>
public static class NormalFormPipeline
{
    public static Pipeline Create() => new([.. OneSpelling(), .. ToContractions(), .. LinearAlgebra()]);

    /// <summary>One spelling for everything.</summary>
    private static IReadOnlyList<IPass> OneSpelling() =>
    [
        new RememberOutputs(),
        new WidenElements(),
        new FoldConstants(),
        new DropBatch(),
        new FoldConstants(),
        new SimplifyShapes(),
        new MergeDuplicates(),
        new RecognizeLayerNorm(),
        new RecognizeActivations(),
        new RecognizeLinear(),
        new RecognizePowerSoftmax(),
        new RecognizeAttention(),
        new MultiplyOut(),
        new RecognizeLinear(),          // the factor of a mean in the denominator goes to the values
    ];

    private static IReadOnlyList<IPass> ToContractions() =>
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
    ];

    /// <summary>Norms taken apart, and what is linear joined, in the circuit.</summary>
    private static IReadOnlyList<IPass> LinearAlgebra() =>
    [
        new LowerLayerNorm(),
        new CommuteReduceMean(),        // the linear half of a last norm too joins the classifier
        new PushCenter(),
        new FuseLinears(),
        new PushLinearThroughAdd(),
        new FuseLinears(),
        new MergeDuplicates(),
        new RemoveDeadCode(),
        new NameNodesApart(),
    ];
}
