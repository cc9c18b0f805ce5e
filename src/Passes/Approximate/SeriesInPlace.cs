using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Puts series in the place of the non-polynomial functions of a circuit.</summary>
internal static class SeriesInPlace
{
    /// <param name="module">With a circuit.</param>
    /// <param name="series">The series of every function that has none yet.</param>
    public static Module Put(Module module, Func<FunctionSite, ChebyshevSeries> series)
    {
        GraphRewriter rewriter = new(module.Find(ModuleKeys.Circuit)!, module.Weights);
        Graph changed = rewriter.Run(node => FunctionSite.Of(node) is FunctionSite site
            ? rewriter.Add(site.WithSeries(series(site)).WithInputs(node.Op.Inputs.Select(rewriter.Map).ToEquatableArray()), node.Name)
            : null);
        return module.With(changed, module.Weights);
    }
}
