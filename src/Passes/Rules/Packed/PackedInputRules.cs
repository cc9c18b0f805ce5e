using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Arrives as high as it is needed, so that raising it again has no use.</summary>
internal sealed class PackedInputRules : PackedOpRules<PackedInput>
{
    public override bool MayBootstrap => false;

    protected override ProductForm Form(PackedInput op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedInput op) => [];

    protected override OperationCost Cost(PackedInput op, PackedPlace at, CostModel model) => OperationCost.Free;

    protected override PackedKeys Keys(PackedInput op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedInput op, ICkksTarget target) =>
        target.Add(new CkksInput(op.Tensor, op.Layout, target.Level, target.ScaleAt(target.Level)));
}
