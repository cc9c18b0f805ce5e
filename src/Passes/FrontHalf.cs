using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes;

/// <summary>The first half of the compiler: from an imported model to a circuit of polynomials, on the road that its shape can take.</summary>
/// <remarks>
/// The latency layouts take one attention of equal heads over powers of two, and are the faster ones for what they take. Everything else is laid
/// out in rows. Which road a model can take is found before its ranges are measured.
/// </remarks>
public static class FrontHalf
{
    private static readonly Road Latency = new(TensorPipeline.ToCircuit, TensorPipeline.Polynomials);

    private static readonly Road Rows = new(RowPipeline.ToCircuit, RowPipeline.Polynomials);

    private static readonly IReadOnlyDictionary<LayoutFamily, IReadOnlyList<Road>> Roads = new Dictionary<LayoutFamily, IReadOnlyList<Road>>
    {
        [LayoutFamily.Auto] = [Latency, Rows],
        [LayoutFamily.Latency] = [Latency],
        [LayoutFamily.Rows] = [Rows],
    };

    /// <param name="imported">A module with the graph <c>model</c>.</param>
    /// <param name="context">Options and samples; takes the findings and the reports for the plan.</param>
    /// <returns>A module with the graphs <c>client.prologue</c>, <c>circuit</c> and <c>client.epilogue</c>.</returns>
    /// <exception cref="DiagnosticException">The model cannot be compiled; the findings of the last road say why.</exception>
    public static Module Run(Module imported, PassContext context)
    {
        context.Imported = imported;
        Module spelled = new Pipeline(TensorPipeline.OneSpelling()).Run(imported, context);
        Attempt? last = null;
        foreach (Road road in Roads[context.Options.LayoutsAllowed])
        {
            last = Try(spelled, new Pipeline(road.ToCircuit()), context);
            if (last.Found is Module found)
            {
                last.Diagnostics.ToList().ForEach(context.Diagnostics.Add);
                return new Pipeline(road.Polynomials()).Run(found, context);
            }
        }

        last!.Diagnostics.ToList().ForEach(context.Diagnostics.Add);
        throw last.Error!;
    }

    private static Attempt Try(Module spelled, Pipeline road, PassContext context)
    {
        PassContext apart = new(new DiagnosticBag(), context.Options, context.Calibration) { Imported = context.Imported };
        try
        {
            return new Attempt(road.Run(spelled, apart), apart.Diagnostics.Items, null);
        }
        catch (DiagnosticException error)
        {
            return new Attempt(null, apart.Diagnostics.Items, error);
        }
    }

    /// <param name="ToCircuit">From one spelling to a circuit that this family lays out.</param>
    /// <param name="Polynomials">From its functions to polynomials.</param>
    private sealed record Road(Func<IReadOnlyList<IPass>> ToCircuit, Func<IReadOnlyList<IPass>> Polynomials);

    private sealed record Attempt(Module? Found, IReadOnlyList<Diagnostic> Diagnostics, DiagnosticException? Error);
}
