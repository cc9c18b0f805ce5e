using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>Products of degree 2 for each pair, added, to be relinearized and rescaled once.</summary>
internal sealed class PackedMultiplyPairsRules : PackedOpRules<PackedMultiplyPairs>
{
    public override bool MayBootstrap => false;

    protected override ProductForm Form(PackedMultiplyPairs op) => ProductForm.Product(2);

    protected override IEnumerable<int> FixedRotations(PackedMultiplyPairs op) => [];

    protected override OperationCost Cost(PackedMultiplyPairs op, PackedPlace at, CostModel model) =>
        (OperationCost.Of(model.Multiply(at.Level) + model.Add(at.Level, 2)) with { Products = 1 } * (op.Operands.Count / 2)) + at.Settle(at.Level, model);

    protected override PackedKeys Keys(PackedMultiplyPairs op, PackedPlace at) => PackedKeys.At(at.Relinearized(at.Level));

    protected override ValueId Lower(PackedMultiplyPairs op, ICkksTarget target) =>
        target.Product(new CkksMultiplyPairs(op.Operands.Select(operand => target.At(operand, target.Level + 1)).ToEquatableArray()));
}
