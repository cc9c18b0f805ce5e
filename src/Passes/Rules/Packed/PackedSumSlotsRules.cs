using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A rotation and a sum for each step.</summary>
internal sealed class PackedSumSlotsRules : PackedOpRules<PackedSumSlots>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedSumSlots op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedSumSlots op) => op.Steps.Select(static step => (int)step).Where(static step => step != 0);

    protected override OperationCost Cost(PackedSumSlots op, PackedPlace at, CostModel model) =>
        new StructuredCosts(model).SumSlots(at.Level, op.Steps.Count);

    protected override PackedKeys Keys(PackedSumSlots op, PackedPlace at) => PackedKeys.Of(FixedRotations(op));

    protected override ValueId Lower(PackedSumSlots op, ICkksTarget target) => target.Add(new CkksSumSlots(target.At(op.Input, target.Level), op.Steps));
}
