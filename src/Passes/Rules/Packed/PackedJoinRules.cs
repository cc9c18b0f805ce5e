using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Names ciphertexts together; nothing is computed.</summary>
internal sealed class PackedJoinRules : PackedOpRules<PackedJoin>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedJoin op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedJoin op) => [];

    protected override OperationCost Cost(PackedJoin op, PackedPlace at, CostModel model) => OperationCost.Free;

    protected override PackedKeys Keys(PackedJoin op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedJoin op, ICkksTarget target) => target.Add(new CkksJoin(op.Parts.Select(part => target.At(part, target.Level)).ToEquatableArray()));
}
