using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes;

/// <summary>The road from an imported model to the normal form that the lowering takes. Read top to bottom.</summary>
public static class TensorPipeline
{
    public static Pipeline Create() => new([.. OneSpelling(), .. ToCircuit(), .. Polynomials()]);

    /// <summary>From one spelling to the refusal of what these layouts do not take.</summary>
    internal static IReadOnlyList<IPass> ToCircuit() =>
    [
        // What the client does, and what is left for the server.
        new SplitClientServer(),
        new PadHeads(),
        .. LinearAlgebra(),
        new CheckEncryptable(),
        new CheckLayouts(LastMaps()),
    ];

    /// <summary>Polynomials in place of functions.</summary>
    internal static IReadOnlyList<IPass> Polynomials() =>
    [
        new ApproximateFunctions(),
        .. LastMaps(),
    ];

    /// <summary>One spelling for everything, on whichever road the model goes on.</summary>
    internal static IReadOnlyList<IPass> OneSpelling() =>
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

    /// <summary>Norms taken apart, and what is linear joined, in the circuit.</summary>
    internal static IReadOnlyList<IPass> LinearAlgebra() =>
    [
        new LowerLayerNorm(),
        new CommuteReduceMean(),        // the linear half of a last norm too joins the classifier
        new PushCenter(),
        new FuseLinears(),
        new PushLinearThroughAdd(),
        new FuseLinears(),
        new MergeDuplicates(),
    ];

    /// <summary>The maps onto the polynomials' intervals, in the weights or on the client.</summary>
    internal static IReadOnlyList<IPass> LastMaps() =>
    [
        new NormalizePolynomialInputs(),
        new FuseLinears(),
        new MergeDuplicates(),
        new MoveInputMapsToClient(),
        new DropUnusedInputs(),
        new RemoveDeadCode(),
        new NameNodesApart(),
    ];

    /// <summary>Runs the pipeline.</summary>
    /// <param name="imported">A module with the graph <c>model</c>.</param>
    /// <param name="calibration">The user's samples; null is an error where the model has functions to approximate.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    /// <returns>A module with the graphs <c>client.prologue</c>, <c>circuit</c> and <c>client.epilogue</c>.</returns>
    /// <exception cref="DiagnosticException">The model cannot be compiled; the diagnostic says why.</exception>
    public static Module Run(Module imported, ICalibrationSource? calibration, CompilerOptions options, DiagnosticBag diagnostics) =>
        Run(imported, new PassContext(diagnostics, options, calibration));

    /// <summary>Runs the pipeline; the context holds the reports for the plan afterwards.</summary>
    /// <exception cref="DiagnosticException">The model cannot be compiled; the diagnostic says why.</exception>
    public static Module Run(Module imported, PassContext context)
    {
        context.Imported = imported;
        return Create().Run(imported, context);
    }
}
