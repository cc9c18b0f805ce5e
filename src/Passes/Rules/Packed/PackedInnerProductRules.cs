using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Products of degree 2, added, to be relinearized and rescaled once.</summary>
internal sealed class PackedInnerProductRules : PackedOpRules<PackedInnerProduct>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedInnerProduct op) => ProductForm.Product(2);

    protected override IEnumerable<int> FixedRotations(PackedInnerProduct op) => [];

    protected override OperationCost Cost(PackedInnerProduct op, PackedPlace at, CostModel model) =>
        (OperationCost.Of(model.Multiply(at.Level) + model.Add(at.Level, 2)) with { Products = 1 } * at.OperandCount) + at.Settle(at.Level, model);

    protected override PackedKeys Keys(PackedInnerProduct op, PackedPlace at) => PackedKeys.At(at.Relinearized(at.Level));

    protected override ValueId Lower(PackedInnerProduct op, ICkksTarget target) =>
        target.Product(new CkksInnerProduct(target.At(op.Left, target.Level + 1), target.At(op.Right, target.Level + 1), op.Subtracts));
}
