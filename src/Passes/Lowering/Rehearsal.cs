using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Batches;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>A lowering for the largest ring, before anything is measured: polynomials stand in for functions whose ranges nobody knows yet, as no layout depends on coefficients.</summary>
internal static class Rehearsal
{
    // Of an interval other than [-1, 1], so that there is a map onto that as there will be.
    private static readonly ChebyshevSeries StandIn = new(new Interval(0, 4), [1, 1]);

    /// <param name="module">Before the approximation; one without a circuit has nothing to lower.</param>
    /// <param name="afterApproximation">The passes between the choice of the polynomials and the lowering.</param>
    /// <param name="lower">The lowering of a module to so many slots.</param>
    /// <param name="options">The user's choices.</param>
    /// <returns>The module as it was.</returns>
    /// <exception cref="DiagnosticException">The lowering refuses the circuit.</exception>
    public static Module Run(Module module, IReadOnlyList<IPass> afterApproximation, Func<Module, int, LayoutResult> lower, CompilerOptions options)
    {
        if (module.Find(ModuleKeys.Circuit) is null)
        {
            return module;
        }

        options.Check();
        Module rehearsed = new Pipeline(afterApproximation).Run(SeriesInPlace.Put(module, static _ => StandIn), new PassContext(new DiagnosticBag(), options));
        return lower(BatchInputs.Run(rehearsed, options.Batch), 1 << (options.MaxLogN - 1)).Refusal is Diagnostic refusal ? throw new DiagnosticException(refusal) : module;
    }
}
