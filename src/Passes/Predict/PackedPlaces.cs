using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Predict;

/// <summary>What the rules of a Packed graph's ops look at.</summary>
/// <param name="packed">The graph.</param>
/// <param name="products">How its linear maps are split.</param>
internal sealed class PackedPlaces(Graph packed, PackedProducts products)
{
    private readonly LazyProducts lazy = new(packed);

    /// <param name="node">Of the graph; an output depends on it.</param>
    /// <param name="level">Level of its operands.</param>
    public PackedPlace Of(Node node, Level level) => new(node, level)
    {
        Degree = lazy.DegreeOf(node.Id),
        Waits = lazy.Waits(node.Id),
        OperandsWait = node.Op.Inputs.Count > 0 && lazy.Waits(node.Op.Inputs[0]),
        OperandCount = ((PackedType)(node.Op.Inputs.Count > 0 ? packed[node.Op.Inputs[0]] : node).Type).Count,
        Split = products[node.Id],
    };
}
