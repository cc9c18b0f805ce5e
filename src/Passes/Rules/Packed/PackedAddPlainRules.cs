using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A sum with a weight, encoded at the level of the result.</summary>
internal sealed class PackedAddPlainRules : PackedOpRules<PackedAddPlain>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedAddPlain op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedAddPlain op) => [];

    protected override OperationCost Cost(PackedAddPlain op, PackedPlace at, CostModel model) =>
        OperationCost.Of(model.Add(at.Level) / 2, model.Encode(at.Level));

    protected override PackedKeys Keys(PackedAddPlain op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedAddPlain op, ICkksTarget target) =>
        target.Add(new CkksAddPlain(target.At(op.Input, target.Level), op.Weight, op.Plain));
}
