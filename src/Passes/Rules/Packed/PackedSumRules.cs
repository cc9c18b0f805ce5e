using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A pass over each ciphertext; of products that wait, one relinearization and one rescale for all of them.</summary>
internal sealed class PackedSumRules : PackedOpRules<PackedSum>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedSum op) => ProductForm.Sum;

    protected override IEnumerable<int> FixedRotations(PackedSum op) => [];

    protected override OperationCost Cost(PackedSum op, PackedPlace at, CostModel model) => at.OperandsWait
        ? (OperationCost.Of(model.Add(at.Level + 1, at.Degree)) * (at.OperandCount - 1)) + at.Settle(at.Level + 1, model)
        : OperationCost.Of(model.Add(at.Level)) * (at.OperandCount - 1);

    protected override PackedKeys Keys(PackedSum op, PackedPlace at) => PackedKeys.At(at.Relinearized(at.Level + 1));

    protected override ValueId Lower(PackedSum op, ICkksTarget target) => target.Waits(op.Input)
        ? target.Product(new CkksSum(target.Unsettled(op.Input)))
        : target.Add(new CkksSum(target.At(op.Input, target.Level)));
}
