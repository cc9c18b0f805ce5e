using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>One key switch.</summary>
internal sealed class PackedRotateRules : PackedOpRules<PackedRotate>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedRotate op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedRotate op) => op.Steps == 0 ? [] : [op.Steps];

    protected override OperationCost Cost(PackedRotate op, PackedPlace at, CostModel model) => new StructuredCosts(model).Rotations(at.Level, 1);

    protected override PackedKeys Keys(PackedRotate op, PackedPlace at) => PackedKeys.Of(FixedRotations(op));

    protected override ValueId Lower(PackedRotate op, ICkksTarget target) => target.Add(new CkksRotate(target.At(op.Input, target.Level), op.Steps));
}
