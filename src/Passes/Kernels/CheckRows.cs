using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Batches;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Refuses what no ring that is allowed can lay out in rows (PSM3002, PSM3015) before ranges are measured and polynomials are chosen. Changes nothing.</summary>
/// <remarks>A rehearsal for the largest ring: polynomials stand in for functions whose ranges nobody knows yet, as no layout depends on coefficients.</remarks>
/// <param name="afterApproximation">The passes between the choice of the polynomials and the lowering.</param>
public sealed class CheckRows(IReadOnlyList<IPass> afterApproximation) : IPass
{
    // Of an interval other than [-1, 1], so that there is a map onto that as there will be.
    private static readonly ChebyshevSeries StandIn = new(new Interval(0, 4), [1, 1]);

    public string Name => "check-rows";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is null)
        {
            return module;
        }

        CompilerOptions options = context.Options;
        options.Check();
        Module rehearsed = new Pipeline(afterApproximation).Run(SeriesInPlace.Put(module, static _ => StandIn), new PassContext(new DiagnosticBag(), options));
        LowerToRows.Run(BatchInputs.Run(rehearsed, options.Batch), 1 << (options.MaxLogN - 1));
        return module;
    }
}
