using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what each node of a Ckks graph costs.</summary>
/// <param name="model">Costs of the primitives.</param>
/// <param name="graph">A graph of the Ckks dialect.</param>
/// <param name="counts">Of its matrix products.</param>
/// <param name="bootstraps">Of its parameters; null where nothing is bootstrapped.</param>
public sealed class OperationCosts(CostModel model, Graph graph, MatrixProductCounts counts, BootstrapCosts? bootstraps = null)
{
    private readonly StructuredCosts structured = new(model);

    public OperationCost Of(Node node)
    {
        CiphertextType result = (CiphertextType)node.Type;
        Level level = node.Op.Inputs.Count == 0 ? result.Level : ((CiphertextType)graph[node.Op.Inputs[0]].Type).Level;
        return node.Op switch
        {
            CkksAdd => OperationCost.Of(model.Add(level, result.Degree)),
            CkksAddScalar => OperationCost.Of(model.Add(level) / 2),
            CkksAddPlain => OperationCost.Of(model.Add(level) / 2, model.Encode(level)),
            CkksMultiply => OperationCost.Of(model.Multiply(level)) with { Products = 1 },
            CkksMultiplyPlain => OperationCost.Of(model.MultiplyPlain(level), model.Encode(level)),
            CkksMultiplyScalar => OperationCost.Of(model.MultiplyPlain(level)),
            CkksRelinearize => OperationCost.Of(model.KeySwitch(level)) with { KeySwitches = 1 },
            CkksRescale => OperationCost.Of(model.Rescale(level, result.Degree)),
            CkksMatchLevel => OperationCost.Of(model.MatchLevel(result.Level)),
            CkksRotate => structured.Rotations(level, 1),
            CkksSumSlots sum => structured.SumSlots(level, sum.Steps.Count),
            CkksMatrixProduct => structured.MatrixProduct(counts[node.Id], level),
            CkksPolynomial polynomial => structured.Polynomial(polynomial.Series, polynomial.Levels, level),
            CkksBootstrap bootstrap when bootstraps is not null => bootstraps.Of(bootstrap.Target),
            CkksBootstrap => throw new IrException($"'{node.Name}' is bootstrapped under parameters that do not bootstrap"),
            _ => default,
        };
    }
}
