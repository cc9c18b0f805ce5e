using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A matrix product by baby steps and giant steps, with its rescale.</summary>
internal sealed class PackedMatrixProductRules : PackedOpRules<PackedMatrixProduct>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedMatrixProduct op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedMatrixProduct op) => [];

    protected override OperationCost Cost(PackedMatrixProduct op, PackedPlace at, CostModel model) =>
        new StructuredCosts(model).MatrixProduct(at.Split!.Work, at.Level);

    protected override PackedKeys Keys(PackedMatrixProduct op, PackedPlace at) => PackedKeys.Of(at.Split!.Rotations);

    protected override ValueId Lower(PackedMatrixProduct op, ICkksTarget target) => target.Add(
        new CkksMatrixProduct(target.At(op.Input, target.Level + 1), op.Weight, op.Contraction, target.Split.Step, target.ScaleAt(target.Level))
        {
            Babies = target.Split.Babies,
        });
}
