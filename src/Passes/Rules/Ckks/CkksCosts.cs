using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>What rules predict times with.</summary>
/// <param name="Model">Costs of the primitives.</param>
/// <param name="Products">Diagonals and rotations of the circuit's linear maps.</param>
/// <param name="Bootstraps">Of its parameters; null where nothing is bootstrapped.</param>
internal sealed record CkksCosts(CostModel Model, MatrixProductCounts Products, BootstrapCosts? Bootstraps)
{
    /// <summary>Of ops that are circuits of their own.</summary>
    public StructuredCosts Structured { get; } = new(Model);
}
