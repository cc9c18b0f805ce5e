using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A linear map between bundles by baby steps and giant steps, with its rescale. Its ciphertexts share rotations, so it is no op of each.</summary>
internal sealed class PackedLinearMapRules : PackedOpRules
{
    public override Type Op => typeof(PackedLinearMap);

    public override bool MayBootstrap => true;

    public override ProductForm Form(Node node) => ProductForm.Settled;

    public override IEnumerable<int> FixedRotations(Node node) => [];

    public override OperationCost Cost(PackedPlace at, CostModel model) => new StructuredCosts(model).MatrixProduct(at.Split!.Work, at.Level);

    public override PackedKeys Keys(PackedPlace at) => PackedKeys.Of(at.Split!.Rotations) with { Conjugates = at.Split.Work.Conjugations > 0 };

    public override ValueId Lower(Node node, ICkksTarget target)
    {
        PackedLinearMap op = (PackedLinearMap)node.Op;

        return target.Add(new CkksLinearMap(target.At(op.Input, target.Level + 1), op.Weight, op.Map, target.Split.Step, target.ScaleAt(target.Level))
        {
            Babies = target.Split.Babies,
            Packing = target.Split.Packing,
            InPairs = op.InPairs,
        });
    }
}
