using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Predicts what a bootstrap costs, by its target level.</summary>
public sealed class BootstrapCosts(CostModel model, BootstrappingSet set)
{
    public OperationCost Of(Level target) => BootstrapWork.Of(set, target).Select(Of).Aggregate(static (sum, cost) => sum + cost);

    private OperationCost Of(BootstrapStep step)
    {
        OperationCost matrix = step.Matrix.Diagonals.Count == 0 ? default : new StructuredCosts(model).MatrixProduct(step.Matrix, step.Level);
        double product = model.Multiply(step.Level) + model.KeySwitch(step.Level) + model.Rescale(step.Level);
        double time = (step.Products * product) + (step.KeySwitches * model.KeySwitch(step.Level));
        return matrix + new OperationCost(time, 0, 0, step.Products + step.KeySwitches, step.Products);
    }
}
