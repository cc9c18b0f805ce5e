using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A product with a plaintext at scale 1 and a sum for each pair.</summary>
internal sealed class PackedPairRules : PackedOpRules<PackedPair>
{
    public override bool MayBootstrap => false;

    protected override ProductForm Form(PackedPair op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedPair op) => [];

    protected override OperationCost Cost(PackedPair op, PackedPlace at, CostModel model) => OperationCost.Of(model.MultiplyPlain(at.Level) + model.Add(at.Level));

    protected override PackedKeys Keys(PackedPair op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedPair op, ICkksTarget target) => target.Add(new CkksPair(target.At(op.Input, target.Level), op.Pairs));
}
