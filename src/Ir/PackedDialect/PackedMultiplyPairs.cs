using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Sums of products of real ciphertexts with pairs: each of a bundle times all pairs of another, one after the other.</summary>
/// <param name="Operands">Factors and pairs in turn, at least one of each; factors are real.</param>
/// <param name="Result">Layout of the result, with both ciphertexts of each product of a pair.</param>
public sealed record PackedMultiplyPairs(EquatableArray<ValueId> Operands, Layout Result) : PackedOp
{
    public override string Mnemonic => "packed.multiply_pairs";

    public override int LevelsConsumed => 1;

    public override EquatableArray<ValueId> Inputs => Operands;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(LayoutAttribute.Of("layout", Result));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Operands = inputs };

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => PairProducts.Apply(x, slots);

    public override IrType InferType(TypeContext context)
    {
        PairProducts.CheckOperands(context.Count);
        PackedType result = new(Result, SlotForm.Pairs);
        for (int operand = 0; operand < context.Count; operand += 2)
        {
            PackedType factor = context.Operand<PackedType>(operand);
            PackedType pairs = context.Operand<PackedType>(operand + 1);
            PairProducts.CheckForms(factor.Form, pairs.Form);
            if (PairProducts.Count(factor.Count, pairs.Count) != result.Count || Result.SlotCount != factor.Layout.SlotCount || Result.SlotCount != pairs.Layout.SlotCount)
            {
                throw new IrException($"{factor.Count} ciphertexts are factors of {pairs.Count} pairs each, the result's layout has {result.Count} of {Result.SlotCount} slots");
            }
        }

        return result;
    }
}
