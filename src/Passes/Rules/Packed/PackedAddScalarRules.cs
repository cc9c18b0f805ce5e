using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A sum with a number.</summary>
internal sealed class PackedAddScalarRules : PackedOpRules<PackedAddScalar>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedAddScalar op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedAddScalar op) => [];

    protected override OperationCost Cost(PackedAddScalar op, PackedPlace at, CostModel model) => OperationCost.Of(model.Add(at.Level) / 2);

    protected override PackedKeys Keys(PackedAddScalar op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedAddScalar op, ICkksTarget target) =>
        target.Add(new CkksAddScalar(target.At(op.Input, target.Level), op.Value));
}
