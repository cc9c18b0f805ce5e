using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Product with a plaintext matrix by generalized diagonals, baby-step giant-step, with its rescale: level - 1 at the stated scale.</summary>
public sealed record CkksMatrixProduct(ValueId Input, string Weight, Contraction Contraction, int Step, Scale Scale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.matrix_product";

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MatrixProduct(x[0], Weight, Contraction);

    /// <summary>Where baby rotations are divided by P; extended where nothing is said.</summary>
    public BabyForm Babies { get; init; }

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        ContractionAttributes.Write(Weight, Contraction).Concat(BabyFormAttribute.Write(Step, Babies)).Append(OpAttribute.Of("scale", Scale.Value)));

    public override int LevelsConsumed => 1;

    /// <summary>Baby and giant rotations. Found anew at each call.</summary>
    public override IReadOnlyCollection<int> Rotations => BabyStepGiantStep.Split(ContractionRotations.Of(Contraction), Step).KeyedRotations.ToList();

    protected override int Count(CiphertextType operand) => operand.Count == 1
        ? 1
        : throw new IrException($"a matrix product takes one ciphertext, not a bundle of {operand.Count}; take parts of it");

    protected override CiphertextType Apply(CiphertextType input) => new(input.Level - 1, Scale, 1);
}
