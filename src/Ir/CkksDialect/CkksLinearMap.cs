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

/// <summary>A linear map from one bundle to another by generalized diagonals, baby-step giant-step, with its rescale: level - 1 at the stated scale.</summary>
/// <param name="Input">The bundle; each ciphertext of it is rotated by each baby step.</param>
/// <param name="Weight">Name of the matrix; null for ones.</param>
/// <param name="Map">Layouts and dimensions.</param>
/// <param name="Step">The power of two that separates baby and giant steps: see <see cref="BabyStepGiantStep"/>.</param>
/// <param name="Scale">Of the result.</param>
public sealed record CkksLinearMap(ValueId Input, string? Weight, LinearMap Map, int Step, Scale Scale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.linear_map";

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => MapForm.Apply(x[0], Weight, Map, InPairs, slots);

    /// <summary>Where baby rotations are divided by P; extended where nothing is said.</summary>
    public BabyForm Babies { get; init; }

    /// <summary>Which ciphertexts go in pairs; none where nothing is said.</summary>
    public ComplexPacking Packing { get; init; }

    /// <summary>Whether results stay in pairs, halved.</summary>
    public bool InPairs { get; init; }

    public override bool Conjugates => Packing != ComplexPacking.None && !InPairs;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        LinearMapAttributes.Write(Weight, Map)
            .Concat(BabyFormAttribute.Write(Step, Babies)).Concat(ComplexPackingAttribute.Write(Packing)).Concat(MapForm.Write(InPairs)).Append(OpAttribute.Of("scale", Scale.Value)));

    public override int LevelsConsumed => 1;

    /// <summary>Baby and giant rotations. Found anew at each call.</summary>
    public override IReadOnlyCollection<int> Rotations => BabyStepGiantStep.Split(MapRotations.Of(Map), Step).KeyedRotations.ToList();

    protected override int Count(CiphertextType operand) => operand.RealCount == Map.Input.CiphertextCount
        ? Map.Output.CiphertextCount / (InPairs ? 2 : 1)
        : throw new IrException($"the operand is a bundle of {operand.RealCount} ciphertexts, the map takes {Map.Input.CiphertextCount}");

    protected override SlotForm Form(SlotForm operand)
    {
        if (operand == SlotForm.Pairs && Packing != ComplexPacking.Operands)
        {
            throw new IrException("operands come in pairs, so complex must be \"operands\"");
        }

        return InPairs && Packing != ComplexPacking.Results
            ? throw new IrException("results stay in pairs, so complex must be \"results\"")
            : MapForm.Of(Map, operand, InPairs);
    }

    protected override CiphertextType Apply(CiphertextType input) => new(input.Level - 1, Scale, 1);
}
