using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Collects the arguments that every function of a circuit gets, those that no node of the original model shows included (inside of a fused LayerNormalization, for instance).</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class FunctionArguments
{
    private readonly Dictionary<ValueId, HistogramBuilder> builders = [];
    private readonly Dictionary<ValueId, double> broken = [];

    /// <summary>Adds those of one sample.</summary>
    public void Add(FunctionSite site, double[] arguments)
    {
        int place = Array.FindIndex(arguments, static argument => !double.IsFinite(argument));
        if (place >= 0)
        {
            broken.TryAdd(site.Node.Id, arguments[place]);
            return;
        }

        if (!builders.TryGetValue(site.Node.Id, out HistogramBuilder? builder))
        {
            builders[site.Node.Id] = builder = new HistogramBuilder();
        }

        builder.Add(arguments);
    }

    /// <summary>All arguments of a function.</summary>
    /// <exception cref="DiagnosticException">One is not finite (PSM3001).</exception>
    public Histogram Of(FunctionSite site) => broken.TryGetValue(site.Node.Id, out double argument)
        ? throw new DiagnosticException(
            DiagnosticKinds.NotPolynomial,
            site.Node.Name,
            site.Function.Name,
            FormattableString.Invariant($"calibration met the argument {argument}. Look for a division by zero or an overflow before this node, in the weights or in the samples."))
        : builders[site.Node.Id].Build();
}
