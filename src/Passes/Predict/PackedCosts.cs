using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Predicts what each node of a Packed graph will cost on ciphertexts, as <see cref="OperationCosts"/> does once it is lowered.</summary>
/// <remarks>Without bringing operands down to the level, which costs little and depends on where they come from.</remarks>
/// <param name="packed">The circuit.</param>
/// <param name="products">How its linear maps are split.</param>
public sealed class PackedCosts(Graph packed, PackedProducts products)
{
    private readonly PackedPlaces places = new(packed, products);

    /// <summary>The cost of a node that an output depends on.</summary>
    /// <param name="node">Of the graph.</param>
    /// <param name="level">Level of its operands.</param>
    /// <param name="model">Cost of the primitives.</param>
    /// <exception cref="IrException">The op has no rules.</exception>
    public OperationCost Of(Node node, Level level, CostModel model) =>
        PackedRules.Of(node).Cost(places.Of(node, level), model);
}
