using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Names some ciphertexts; nothing is computed.</summary>
internal sealed class PackedPartRules : PackedOpRules<PackedPart>
{
    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedPart op) => ProductForm.Part;

    protected override IEnumerable<int> FixedRotations(PackedPart op) => [];

    protected override OperationCost Cost(PackedPart op, PackedPlace at, CostModel model) => OperationCost.Free;

    protected override PackedKeys Keys(PackedPart op, PackedPlace at) => PackedKeys.None;

    protected override ValueId Lower(PackedPart op, ICkksTarget target) => target.Waits(op.Input)
        ? target.Product(new CkksPart(target.Unsettled(op.Input), op.First, op.Result.CiphertextCount))
        : target.Add(new CkksPart(target.At(op.Input, target.Level), op.First, op.Result.CiphertextCount));
}
