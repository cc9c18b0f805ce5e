using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what bootstraps cost, by their target level.</summary>
public sealed class BootstrapCosts(CostModel model, BootstrappingSet set)
{
    /// <summary>Of all ciphertexts of a bundle, in pairs as far as they go.</summary>
    /// <param name="target">Level of the results.</param>
    /// <param name="ciphertexts">How many.</param>
    public OperationCost Of(Level target, int ciphertexts) =>
        BootstrapWork.Groups(ciphertexts).Aggregate(OperationCost.Free, (sum, together) => sum + Together(target, together));

    private OperationCost Together(Level target, int ciphertexts) =>
        BootstrapWork.Of(set, target, ciphertexts).Aggregate(OperationCost.Free, (sum, step) => sum + Of(step));

    private OperationCost Of(BootstrapStep step)
    {
        OperationCost matrix = step.Matrix.Diagonals.Count == 0 ? default : new StructuredCosts(model).MatrixProduct(step.Matrix, step.Level);
        double product = model.Multiply(step.Level) + model.KeySwitch(step.Level) + model.Rescale(step.Level);
        double time = (step.Products * product) + (step.KeySwitches * model.KeySwitch(step.Level));
        return matrix + new OperationCost(time, 0, 0, step.Products + step.KeySwitches, step.Products);
    }
}
