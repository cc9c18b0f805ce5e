using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Proves that the weights which nodes take are finite, each once, where a node first takes it.</summary>
/// <remarks>
/// Only what some output needs is looked at. Operators that choose between values, limit them or only move them may take an infinity:
/// exporters mask scores with it, and it may never be chosen; where it is, the answers show it. Cost: one look at every element.
/// </remarks>
internal sealed class FiniteWeights
{
    private static readonly HashSet<string> TakesInfinity = new(StringComparer.Ordinal)
    {
        "Where", "Clip", "Min", "Max", "Cast", "CastLike", "Concat", "Expand", "Flatten", "Identity", "Reshape", "Slice", "Squeeze", "Tile", "Transpose", "Unsqueeze",
    };

    private readonly HashSet<string> proved = new(StringComparer.Ordinal);

    /// <param name="node">The node about to be imported.</param>
    /// <param name="values">What its operands' names stand for.</param>
    /// <exception cref="DiagnosticException">PSM2016: names the tensor, the element and the node.</exception>
    public void Check(NodeProto node, IReadOnlyDictionary<string, ImportedValue> values)
    {
        foreach (string name in node.Input)
        {
            if (values.TryGetValue(name, out ImportedValue? value) && value is ConstantValue constant && !proved.Contains(name) && Broken(constant, node) is { } broken)
            {
                throw new DiagnosticException(
                    DiagnosticKinds.WeightNotFinite, name, broken.ValueText, broken.Place(constant.Shape), NodeNames.Of(node));
            }

            if (!TakesInfinity.Contains(node.OpType))
            {
                proved.Add(name);
            }
        }
    }

    private static NonFinite? Broken(ConstantValue constant, NodeProto node)
    {
        double[] values = constant.Data.Values;
        if (!TakesInfinity.Contains(node.OpType))
        {
            return NonFinite.Of(values);
        }

        int nan = Array.FindIndex(values, double.IsNaN);
        return nan < 0 ? null : new NonFinite(nan, double.NaN);
    }
}
