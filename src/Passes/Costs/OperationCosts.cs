using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what each node of a Ckks graph costs.</summary>
public sealed class OperationCosts(CostModel model, Graph graph, MatrixProductCounts counts)
{
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
            CkksRotate => Rotations(level, 1),
            CkksSumSlots sum => Rotations(level, sum.Steps.Count) + OperationCost.Of(sum.Steps.Count * model.Add(level)),
            CkksMatrixProduct => MatrixProduct(counts[node.Id], level),
            CkksPolynomial polynomial => Polynomial(polynomial, level),
            _ => default,
        };
    }

    private OperationCost Rotations(Level level, int count) => new(count * model.KeySwitch(level), 0, count, count, 0);

    private OperationCost MatrixProduct((int Diagonals, int Babies, int Giants) count, Level level)
    {
        (int diagonals, int babies, int giants) = count;
        double babyTime = babies == 0 ? 0 : model.Decompose(level) + (babies * model.RotateLazy(level));
        double giantTime = giants * (model.ModDown(level) + model.Decompose(level) + model.RotateLazy(level));
        double products = diagonals * model.MultiplyPlainExtended(level);
        return new OperationCost(
            babyTime + giantTime + products + model.ModDown(level) + model.Rescale(level),
            diagonals * model.EncodeExtended(level),
            babies + giants,
            babies + giants,
            0);
    }

    /// <summary>Products spread evenly over the levels that the evaluation passes through.</summary>
    private OperationCost Polynomial(CkksPolynomial polynomial, Level level)
    {
        int products = PatersonStockmeyerCost.Of(polynomial.Series).Products;
        OperationCost total = default;
        for (int product = 0; product < products; product++)
        {
            Level at = level - (product * Math.Max(1, polynomial.Levels) / products);
            double time = model.Multiply(at) + model.KeySwitch(at) + model.Rescale(at);
            total += new OperationCost(time, 0, 0, 1, 1);
        }

        return total + OperationCost.Of(polynomial.Series.Degree * model.MultiplyPlain(level));
    }
}
