using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Refuses what no ring that is allowed can lay out in rows (PSM3002, PSM3015) before ranges are measured and polynomials are chosen. Changes nothing.</summary>
/// <remarks>A rehearsal, as <see cref="CheckLayouts"/>.</remarks>
/// <param name="afterApproximation">The passes between the choice of the polynomials and the lowering.</param>
public sealed class CheckRows(IReadOnlyList<IPass> afterApproximation) : IPass
{
    public string Name => "check-rows";

    public Module Run(Module module, PassContext context) => Rehearsal.Run(module, afterApproximation, static (rehearsed, slots) => LowerToRows.Try(rehearsed, slots), context.Options);
}
