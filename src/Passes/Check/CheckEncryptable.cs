using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Check;

/// <summary>Reports every node of the circuit that has no encrypted form, with what would help (PSM3001, PSM2009 for masks, PSM2008 for a batch). Changes nothing.</summary>
/// <remarks>
/// Each cause is reported once: nodes refused for the same reason are one finding, and in a region between linear layers (an attention,
/// an activation) only what does not follow from something else that is refused there.
/// </remarks>
public sealed class CheckEncryptable : IPass
{
    public string Name => "check-encryptable";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit)
        {
            return module;
        }

        // In a batch every attention looks unknown, and every finding below would follow from it.
        if (BatchCheck.Find(module) is { } batch)
        {
            context.Diagnostics.Add(batch);
            return module;
        }

        List<Refusal> refusals = [.. MaskSearch.In(module, circuit), .. circuit.Nodes.Select(node => Refuse(circuit, node)).OfType<Refusal>()];
        foreach (IGrouping<(DiagnosticKind, string), Refusal> same in Causes(circuit, refusals).GroupBy(static refusal => (refusal.Kind, refusal.Help)))
        {
            context.Diagnostics.Add(Refusal.Report([.. same]));
        }

        return module;
    }

    private static Refusal? Refuse(Graph circuit, Node node) =>
        FunctionSite.Of(node) is null && EncryptableOps.Refuse(circuit, node) is { } help
            ? new Refusal(node, DiagnosticKinds.NotPolynomial, help, Strength(node.Op))
            : null;

    // A softmax is a cause whatever else there is. Quotients and powers may be the rest of an attention that a mask made unknown, and
    // products of encrypted matrices the rest of one that is unknown for any reason.
    private static int Strength(Op op) => op switch
    {
        Softmax => 0,
        MatMul => 2,
        _ => 1,
    };

    private static IEnumerable<Refusal> Causes(Graph circuit, List<Refusal> refusals)
    {
        int[] regions = CircuitRegions.Of(circuit);
        return refusals
            .GroupBy(refusal => regions[refusal.Node.Id.Index])
            .SelectMany(region => Strongest(circuit, [.. region]))
            .OrderBy(static refusal => refusal.Strength).ThenBy(static refusal => refusal.Node.Id.Index);
    }

    /// <summary>The strongest refusals of a region; of weaker ones those that no other one of them leads to.</summary>
    private static IEnumerable<Refusal> Strongest(Graph circuit, IReadOnlyList<Refusal> region)
    {
        int strongest = region.Min(static refusal => refusal.Strength);
        Refusal[] causes = [.. region.Where(refusal => refusal.Strength == strongest)];
        if (strongest == 0)
        {
            return causes;
        }

        bool[] follows = Following(circuit, [.. causes.Select(static cause => cause.Node.Id)]);
        return causes.Where(refusal => !follows[refusal.Node.Id.Index]);
    }

    /// <summary>For each node, whether it depends on one of the causes.</summary>
    private static bool[] Following(Graph circuit, HashSet<ValueId> causes)
    {
        bool[] follows = new bool[circuit.Nodes.Count];
        foreach (Node node in circuit.Nodes)
        {
            follows[node.Id.Index] = node.Op.Inputs.Any(input => causes.Contains(input) || follows[input.Index]);
        }

        return follows;
    }
}
