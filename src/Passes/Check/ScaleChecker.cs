using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>Every value has exactly the scale of its level, or is a product on its way to a rescale that gives it.</summary>
public sealed class ScaleChecker : IChecker
{
    private const string Name = "scales";

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        bool[] products = Products(circuit.Ckks);
        foreach (Node node in circuit.Ckks.Nodes)
        {
            CiphertextType type = (CiphertextType)node.Type;
            if (type.Level.Value < 0 || type.Level > circuit.Parameters.TopLevel)
            {
                continue;
            }

            Scale settled = circuit.Parameters.DefaultScale(type.Level);
            Scale expected = products[node.Id.Index] ? settled * settled : settled;
            if (!type.Scale.Matches(expected))
            {
                diagnostics.Failed(Name, node, $"has scale {type.Scale}; at level {type.Level} it must be {expected}");
            }
        }
    }

    /// <summary>Values that only lead to a rescale, through additions and relinearizations.</summary>
    private static bool[] Products(Graph graph)
    {
        bool[] products = new bool[graph.Nodes.Count];
        foreach (Node node in graph.Nodes.Reverse())
        {
            bool passesOn = node.Op is CkksRescale || (products[node.Id.Index] && node.Op is (CkksRelinearize or CkksAdd or CkksSum or CkksPart or CkksJoin));
            foreach (ValueId input in node.Op.Inputs.Where(_ => passesOn))
            {
                products[input.Index] = true;
            }
        }

        return products;
    }
}
