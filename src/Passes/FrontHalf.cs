using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes;

/// <summary>The first half of the compiler: from an imported model to circuits of polynomials, on each road that its shape can take.</summary>
/// <remarks>
/// The latency layouts take one attention of equal heads over powers of two. Rows take everything. Which roads a model can take is found before its
/// ranges are measured; polynomials are chosen on each, as what they stand in for may differ.
/// </remarks>
internal static class FrontHalf
{
    private static readonly Road Latency = new(LayoutFamily.Latency, TensorPipeline.ToCircuit, TensorPipeline.Polynomials);

    private static readonly Road Rows = new(LayoutFamily.Rows, RowPipeline.ToCircuit, RowPipeline.Polynomials);

    private static readonly IReadOnlyDictionary<LayoutFamily, IReadOnlyList<Road>> Roads = new Dictionary<LayoutFamily, IReadOnlyList<Road>>
    {
        [LayoutFamily.Auto] = [Latency, Rows],
        [LayoutFamily.Latency] = [Latency],
        [LayoutFamily.Rows] = [Rows],
    };

    /// <param name="imported">A module with the graph <c>model</c>.</param>
    /// <param name="context">Options and samples; takes the findings where no road can be taken.</param>
    /// <returns>At least one module with the graphs <c>client.prologue</c>, <c>circuit</c> and <c>client.epilogue</c>, with its own findings.</returns>
    /// <exception cref="DiagnosticException">The model cannot be compiled; the findings of the last road say why.</exception>
    public static IReadOnlyList<FoundRoad> Run(Module imported, PassContext context)
    {
        context.Imported = imported;
        Module spelled = new Pipeline(TensorPipeline.OneSpelling()).Run(imported, context);
        List<FoundRoad> found = [];
        List<Refusal> refusals = [];
        foreach (Road road in Roads[context.Options.LayoutsAllowed])
        {
            PassContext apart = context.Apart(context.Options);
            bool hasLayout = false;
            try
            {
                Module circuit = new Pipeline(road.ToCircuit()).Run(spelled, apart);
                hasLayout = true;
                found.Add(new FoundRoad(road.Family, new Pipeline(road.Polynomials()).Run(circuit, apart), apart));
            }
            catch (DiagnosticException error)
            {
                refusals.Add(new Refusal(apart, error, hasLayout));
            }
        }

        return found.Count > 0 ? found : throw Blame(refusals, context);
    }

    /// <summary>The first road whose layouts take the model says why it fails, else the last one.</summary>
    private static DiagnosticException Blame(List<Refusal> refusals, PassContext context)
    {
        Refusal blamed = refusals.Find(static refusal => refusal.HasLayout) ?? refusals[^1];
        context.TakeOver(blamed.Context);
        return blamed.Error;
    }

    /// <param name="Family">Where it leads.</param>
    /// <param name="ToCircuit">From one spelling to a circuit that this family lays out.</param>
    /// <param name="Polynomials">From its functions to polynomials.</param>
    private sealed record Road(LayoutFamily Family, Func<IReadOnlyList<IPass>> ToCircuit, Func<IReadOnlyList<IPass>> Polynomials);

    private sealed record Refusal(PassContext Context, DiagnosticException Error, bool HasLayout);
}
