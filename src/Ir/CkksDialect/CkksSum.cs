using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>The sum of all ciphertexts of a bundle: one ciphertext. Products may be summed before they are relinearized.</summary>
public sealed record CkksSum(ValueId Input) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.sum";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.SumCiphertexts(x[0]);

    protected override bool AcceptsDegreeTwo => true;

    protected override int Count(CiphertextType operand) => 1;

    protected override CiphertextType Apply(CiphertextType input) => input;

    protected override SlotForm Form(SlotForm operand) => !operand.ArePairs() ? operand : throw new IrException("pairs are summed; their second ciphertexts are none of the sum's");
}
