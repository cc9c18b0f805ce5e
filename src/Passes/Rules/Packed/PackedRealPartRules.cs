using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>One key switch.</summary>
internal sealed class PackedRealPartRules : PackedOpRules<PackedRealPart>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedRealPart op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedRealPart op) => [];

    protected override OperationCost Cost(PackedRealPart op, PackedPlace at, CostModel model) =>
        new StructuredCosts(model).Rotations(at.Level, 1) + OperationCost.Of(model.Add(at.Level));

    protected override PackedKeys Keys(PackedRealPart op, PackedPlace at) => PackedKeys.None with { Conjugates = true };

    protected override ValueId Lower(PackedRealPart op, ICkksTarget target) => target.Add(new CkksRealPart(target.At(op.Input, target.Level)));
}
