using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Refuses what no ring that is allowed can lay out (PSM3002, PSM3015) before ranges are measured and polynomials are chosen, which takes minutes. Changes nothing.</summary>
/// <remarks>
/// A rehearsal: stand-ins take the place of the polynomials, the passes that follow them run, and the circuit is laid out for the
/// largest ring. Which sizes fit is the lowering's own knowledge and is written nowhere else. No layout depends on coefficients.
/// Cost: that of these passes, small beside a calibration.
/// </remarks>
/// <param name="afterApproximation">The passes between the choice of the polynomials and the lowering.</param>
public sealed class CheckLayouts(IReadOnlyList<IPass> afterApproximation) : IPass
{
    public string Name => "check-layouts";

    public Module Run(Module module, PassContext context) => Rehearsal.Run(module, afterApproximation, LowerToPacked.Try, context.Options);
}
