using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Sums of products of real ciphertexts with pairs, all of one level: degree 2, the scales multiply. Each of a bundle times all pairs of another, one after the other.</summary>
/// <param name="Operands">Factors and pairs in turn, at least one of each; factors are real.</param>
public sealed record CkksMultiplyPairs(EquatableArray<ValueId> Operands) : CkksOp
{
    public override string Mnemonic => "ckks.multiply_pairs";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => PairProducts.Apply(x, slots);

    public override EquatableArray<ValueId> Inputs => Operands;

    public override Op WithInputs(EquatableArray<ValueId> inputs) => new CkksMultiplyPairs(inputs);

    public override IrType InferType(TypeContext context)
    {
        PairProducts.CheckOperands(context.Count);
        CiphertextType? result = null;
        for (int operand = 0; operand < context.Count; operand += 2)
        {
            CiphertextType factor = Linear(context, operand);
            CiphertextType pairs = Linear(context, operand + 1);
            CheckLevels(factor, pairs);
            PairProducts.CheckForms(factor.Form, pairs.Form);
            CiphertextType product = new(factor.Level, factor.Scale * pairs.Scale, 2, PairProducts.Count(factor.Count, pairs.Count), SlotForm.Pairs);
            result = result is null || (result.Level == product.Level && result.Count == product.Count && result.Scale.Matches(product.Scale))
                ? product
                : throw new IrException($"a product of {product.Count} pairs at level {product.Level}, scale {product.Scale} is added to {result.Count} at level {result.Level}, scale {result.Scale}");
        }

        return result!;
    }
}
