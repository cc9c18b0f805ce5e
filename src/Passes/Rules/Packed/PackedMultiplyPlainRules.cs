using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A product with a weight, encoded at the scale that the rescale takes away.</summary>
internal sealed class PackedMultiplyPlainRules : PackedOpRules<PackedMultiplyPlain>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedMultiplyPlain op) => ProductForm.Product(1);

    protected override IEnumerable<int> FixedRotations(PackedMultiplyPlain op) => [];

    protected override OperationCost Cost(PackedMultiplyPlain op, PackedPlace at, CostModel model) =>
        OperationCost.Of(model.MultiplyPlain(at.Level), model.Encode(at.Level)) + at.Settle(at.Level, model);

    protected override PackedKeys Keys(PackedMultiplyPlain op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedMultiplyPlain op, ICkksTarget target) => target.Product(
        new CkksMultiplyPlain(target.At(op.Input, target.Level + 1), op.Weight, op.Plain, target.ScaleAt(target.Level + 1)));
}
