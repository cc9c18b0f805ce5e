using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A product of degree 2, to be relinearized and rescaled.</summary>
internal sealed class PackedMultiplyRules : PackedOpRules<PackedMultiply>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedMultiply op) => ProductForm.Product(2);

    protected override IEnumerable<int> FixedRotations(PackedMultiply op) => [];

    protected override OperationCost Cost(PackedMultiply op, PackedPlace at, CostModel model) =>
        OperationCost.Of(model.Multiply(at.Level)) with { Products = 1 } + at.Settle(at.Level, model);

    protected override PackedKeys Keys(PackedMultiply op, PackedPlace at) => PackedKeys.At(at.Relinearized(at.Level));

    protected override ValueId Lower(PackedMultiply op, ICkksTarget target) =>
        target.Product(new CkksMultiply(target.At(op.Left, target.Level + 1), target.At(op.Right, target.Level + 1)));
}
