using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Goes to the client at the lowest level.</summary>
internal sealed class PackedOutputRules : PackedOpRules<PackedOutput>
{
    public override bool MayBootstrap => false;

    protected override ProductForm Form(PackedOutput op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedOutput op) => [];

    protected override OperationCost Cost(PackedOutput op, PackedPlace at, CostModel model) => OperationCost.Free;

    protected override PackedKeys Keys(PackedOutput op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedOutput op, ICkksTarget target) =>
        target.Add(new CkksOutput(target.At(op.Input, target.Level), op.Tensor, op.Layout, op.Shape));
}
