using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Check;

/// <summary>Reports every node of the circuit that has no encrypted form, with what would help (PSM3001). Changes nothing.</summary>
public sealed class CheckEncryptable : IPass
{
    public string Name => "check-encryptable";

    public Module Run(Module module, PassContext context)
    {
        IEnumerable<Node> nodes = module.Find(ModuleKeys.Circuit)?.Nodes ?? default;

        foreach (Node node in nodes.Where(static node => FunctionSite.Of(node) is null).OrderBy(static node => Rank(node.Op)))
        {
            if (EncryptableOps.Refuse(node.Op) is { } help)
            {
                context.Diagnostics.Report(DiagnosticKinds.NotPolynomial, node.Name, node.Op.Mnemonic, help);
            }
        }

        return module;
    }

    // A softmax is the cause, the products of encrypted matrices around it are not: the cause is said first.
    private static int Rank(Op op) => op switch
    {
        Softmax => 0,
        MatMul => 2,
        _ => 1,
    };
}
