using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Polynomials in place of functions whose ranges nobody has measured yet, for a rehearsal: no layout depends on coefficients.</summary>
internal static class StandIns
{
    // Of an interval other than [-1, 1], so that there is a map onto that as there will be.
    private static readonly ChebyshevSeries Series = new(new Interval(0, 4), [1, 1]);

    /// <param name="module">With a circuit before the approximation.</param>
    /// <param name="afterApproximation">The passes between the choice of the polynomials and the lowering.</param>
    /// <param name="options">The user's choices.</param>
    public static Module Put(Module module, IReadOnlyList<IPass> afterApproximation, CompilerOptions options) =>
        new Pipeline(afterApproximation).Run(SeriesInPlace.Put(module, static _ => Series), new PassContext(new DiagnosticBag(), options));
}
