using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Algebra;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Normalization;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes;

/// <summary>The first half of the compiler: from an imported model to circuits of polynomials that are laid out in rows. Read top to bottom.</summary>
public static class TensorPipeline
{
    public static Pipeline Create() => new(
    [
        .. NormalFormPipeline.Create().Passes,

        // What nobody can compute encrypted, or lay out, is refused before anything is measured.
        new CheckFunctions(),
        new CheckRows(LastMaps()),

        // Polynomials in place of functions.
        new ApproximateFunctions(),
        .. LastMaps(),
    ]);

    /// <summary>The maps onto the polynomials' intervals, in the weights or on the client, and what of linear layers is none.</summary>
    internal static IReadOnlyList<IPass> LastMaps() =>
    [
        new NormalizePolynomialInputs(),
        new FuseLinears(),
        new MergeDuplicates(),
        new MoveInputMapsToClient(),
        new DropUnusedInputs(),
        new RemoveDeadCode(),
        new NameNodesApart(),
        new MeansIntoLayers(),
        new TakeApartDiagonals(),
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
