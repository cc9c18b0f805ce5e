using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A sum; of products that wait, one relinearization and one rescale for all of them.</summary>
internal sealed class PackedAddRules : PackedOpRules<PackedAdd>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedAdd op) => ProductForm.Sum;

    protected override IEnumerable<int> FixedRotations(PackedAdd op) => [];

    protected override OperationCost Cost(PackedAdd op, PackedPlace at, CostModel model) => at.OperandsWait
        ? OperationCost.Of(model.Add(at.Level + 1, at.Degree)) + at.Settle(at.Level + 1, model)
        : OperationCost.Of(model.Add(at.Level));

    protected override PackedKeys Keys(PackedAdd op, PackedPlace at) => PackedKeys.At(at.Relinearized(at.Level + 1));

    protected override ValueId Lower(PackedAdd op, ICkksTarget target) => target.Waits(op.Left)
        ? target.Product(new CkksAdd(target.Unsettled(op.Left), target.Unsettled(op.Right)))
        : target.Add(new CkksAdd(target.At(op.Left, target.Level), target.At(op.Right, target.Level)));
}
