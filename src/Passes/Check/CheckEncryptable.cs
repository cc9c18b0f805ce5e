using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Check;

/// <summary>Reports every node of the circuit that has no encrypted form, with what would help (PSM3001). Changes nothing.</summary>
public sealed class CheckEncryptable : IPass
{
    public string Name => "check-encryptable";

    public Module Run(Module module, PassContext context)
    {
        foreach (Node node in module.Find(GraphNames.Circuit)?.Nodes ?? default)
        {
            if (FunctionSite.Of(node) is null && EncryptableOps.Refuse(node.Op) is { } help)
            {
                context.Diagnostics.Report(DiagnosticKinds.NotPolynomial, node.Name, node.Op.Mnemonic, help);
            }
        }

        return module;
    }
}
