using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>Finds where a mask meets the scores of an attention: a sum, product or choice with something that is no score itself.</summary>
/// <remarks>
/// Scores are a product of two encrypted matrices and what elementwise ops make of it. Attentions that were recognized have no scores any
/// more. A mask has more than one element, and covers the axis of the keys.
/// </remarks>
internal sealed class MaskSearch
{
    private readonly Module module;
    private readonly Graph circuit;
    private readonly bool[] scores;
    private readonly bool[] fromScores;

    private MaskSearch(Module module, Graph circuit)
    {
        this.module = module;
        this.circuit = circuit;
        scores = new bool[circuit.Nodes.Count];
        fromScores = new bool[circuit.Nodes.Count];
        foreach (Node node in circuit.Nodes)
        {
            scores[node.Id.Index] = IsProduct(node) || (Continues(node.Op) && node.Op.Inputs.Any(input => scores[input.Index]));
            fromScores[node.Id.Index] = scores[node.Id.Index] || node.Op.Inputs.Any(input => fromScores[input.Index]);
        }
    }

    /// <summary>The first node of every attention that applies a mask, with the mask's name.</summary>
    public static IEnumerable<Refusal> In(Module module, Graph circuit)
    {
        MaskSearch search = new(module, circuit);
        return circuit.Nodes.Select(search.Refuse).OfType<Refusal>();
    }

    private static bool Continues(Op op) => op is ElementwiseOp or Add or Subtract or Multiply or Divide or Power or Where or Softmax or Ir.TensorDialect.PowerSoftmax;

    private bool IsProduct(Node node) =>
        node.Op is MatMul product && circuit[product.Left].Op is not Constant && circuit[product.Right].Op is not Constant && !scores[product.Left.Index];

    private Refusal? Refuse(Node node)
    {
        if (node.Op is not (Add or Subtract or Multiply or Divide or Where) || !node.Op.Inputs.Any(input => scores[input.Index]))
        {
            return null;
        }

        ValueId? mask = node.Op.Inputs.Where(input => IsMask(input, node)).Select(static input => (ValueId?)input).FirstOrDefault();
        return mask is { } found ? new Refusal(node, DiagnosticKinds.MaskUnsupported, Describe(found), 0) : null;
    }

    private bool IsMask(ValueId operand, Node node)
    {
        Shape shape = ((TensorType)circuit[operand].Type).Shape;

        // What scores go into on any way, as into the sum that divides them, is no mask.
        return !fromScores[operand.Index] && shape.Count > 1 && shape.Rank > 0 && shape[-1] == ((TensorType)node.Type).Shape[-1];
    }

    private string Describe(ValueId mask)
    {
        string[] inputs = [.. Sources(circuit, mask).SelectMany(ModelInputs).Distinct()];
        return inputs.Length == 0
            ? "a constant mask (or position bias)"
            : $"a mask computed from the model's input {string.Join(", ", inputs.Select(static name => $"'{name}'"))}";
    }

    /// <summary>Inputs of the model from which the client computes an input of the circuit.</summary>
    private IEnumerable<string> ModelInputs(string sent)
    {
        Graph? prologue = module.Find(ModuleKeys.Prologue);
        ValueId[] made = [.. prologue?.Outputs.Where(output => output.Name == sent).Select(static output => output.Value) ?? []];
        return made.Length == 0 ? [sent] : Sources(prologue!, made[0]);
    }

    /// <summary>Names of the graph's inputs that a value is computed from.</summary>
    private static IEnumerable<string> Sources(Graph graph, ValueId value)
    {
        bool[] needed = new bool[graph.Nodes.Count];
        needed[value.Index] = true;
        foreach (Node node in graph.Nodes.Reverse().Where(node => needed[node.Id.Index]))
        {
            foreach (ValueId input in node.Op.Inputs)
            {
                needed[input.Index] = true;
            }
        }

        return graph.Ops<Input>().Where(input => needed[input.Node.Id.Index]).Select(static input => input.Op.Name);
    }
}
