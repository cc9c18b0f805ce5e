using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Check;

/// <summary>Reports every node of a circuit in the normal form of contractions that has no encrypted form (PSM3001): functions without a polynomial. Changes nothing.</summary>
public sealed class CheckFunctions : IPass
{
    public string Name => "check-functions";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit)
        {
            return module;
        }

        IEnumerable<Refusal> refusals = circuit.Nodes
            .Where(static node => FunctionSite.Of(node) is null)
            .Select(node => (Node: node, Help: EncryptableOps.Refuse(circuit, node)))
            .Where(static found => found.Help is not null)
            .Select(static found => new Refusal(found.Node, found.Help!));
        foreach (IGrouping<string, Refusal> same in refusals.GroupBy(static refusal => refusal.Help))
        {
            context.Diagnostics.Add(Refusal.Report([.. same]));
        }

        return module;
    }
}
