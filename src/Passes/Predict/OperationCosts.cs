using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Ckks;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Predicts what each node of a Ckks graph costs.</summary>
/// <param name="model">Costs of the primitives.</param>
/// <param name="graph">A graph of the Ckks dialect.</param>
/// <param name="counts">Of its linear maps.</param>
/// <param name="bootstraps">Of its parameters; null where nothing is bootstrapped.</param>
public sealed class OperationCosts(CostModel model, Graph graph, MatrixProductCounts counts, BootstrapCosts? bootstraps = null)
{
    private readonly CkksCosts costs = new(model, counts, bootstraps);

    /// <exception cref="IrException">The op has no rules, or is a bootstrap under parameters without.</exception>
    public OperationCost Of(Node node) => CkksRules.Of(node).Cost(CkksPlace.Of(graph, node), costs);
}
