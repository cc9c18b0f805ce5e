using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A product with a number: exact and without a rescale where it is a small integer.</summary>
internal sealed class PackedMultiplyScalarRules : PackedOpRules<PackedMultiplyScalar>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedMultiplyScalar op) => op.IsFreeInteger ? ProductForm.Settled : ProductForm.Product(1);

    protected override IEnumerable<int> FixedRotations(PackedMultiplyScalar op) => [];

    protected override OperationCost Cost(PackedMultiplyScalar op, PackedPlace at, CostModel model) =>
        OperationCost.Of(model.MultiplyPlain(at.Level)) + (op.IsFreeInteger ? OperationCost.Free : at.Settle(at.Level, model));

    protected override PackedKeys Keys(PackedMultiplyScalar op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedMultiplyScalar op, ICkksTarget target) => op.IsFreeInteger
        ? target.Add(new CkksMultiplyScalar(target.At(op.Input, target.Level), op.Value, new Scale(1)))
        : target.Product(new CkksMultiplyScalar(target.At(op.Input, target.Level + 1), op.Value, target.ScaleAt(target.Level + 1)));
}
