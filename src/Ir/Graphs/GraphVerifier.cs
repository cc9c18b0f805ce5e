using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>Proves that a graph is well formed: numbered in order, operands before users, types as the ops infer them.</summary>
public static class GraphVerifier
{
    public static void Verify(Module module, DiagnosticBag diagnostics)
    {
        foreach (Graph graph in module.Graphs)
        {
            Verify(graph, module.Weights, diagnostics);
        }
    }

    public static void Verify(Graph graph, WeightTable weights, DiagnosticBag diagnostics)
    {
        for (int index = 0; index < graph.Nodes.Count; index++)
        {
            Node node = graph.Nodes[index];
            string where = $"graph '{graph.Name}', {node.Id} '{node.Name}' ({node.Op.Mnemonic})";
            if (node.Id.Index != index)
            {
                diagnostics.Report(DiagnosticKinds.CheckFailed, $"{where}: values must be numbered in order, expected %{index}");
                return;
            }

            if (node.Op.Inputs.Any(input => input.Index < 0 || input.Index >= index))
            {
                diagnostics.Report(DiagnosticKinds.CheckFailed, $"{where}: an operand is not defined before it");
                return;
            }

            VerifyType(graph, node, weights, where, diagnostics);
        }

        foreach (GraphOutput output in graph.Outputs.Where(output => output.Value.Index < 0 || output.Value.Index >= graph.Nodes.Count))
        {
            diagnostics.Report(DiagnosticKinds.CheckFailed, $"graph '{graph.Name}': output '{output.Name}' is {output.Value}, which does not exist");
        }
    }

    private static void VerifyType(Graph graph, Node node, WeightTable weights, string where, DiagnosticBag diagnostics)
    {
        EquatableArray<IrType> operands = node.Op.Inputs.Select(input => graph[input].Type).ToEquatableArray();
        try
        {
            IrType inferred = node.Op.InferType(new TypeContext(operands, weights));
            if (inferred != node.Type)
            {
                diagnostics.Report(DiagnosticKinds.CheckFailed, $"{where}: its type is written as {node.Type.ToText()} but follows as {inferred.ToText()}");
            }
        }
        catch (IrException error)
        {
            diagnostics.Report(DiagnosticKinds.CheckFailed, $"{where}: {error.Message}");
        }
    }
}
