using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Raises a ciphertext of real slots to a higher level at that level's scale.</summary>
/// <param name="Input">A value at <paramref name="Least"/> or above: slots-to-coefficients runs first and takes those levels.</param>
/// <param name="Target">Level of the result; a lower one costs less.</param>
/// <param name="Scale">Scale of the result: the target's.</param>
/// <param name="Bound">Largest absolute value of any slot, positive: the error is a fixed share of it.</param>
/// <param name="Least">Lowest level of an operand under the circuit's parameters.</param>
/// <param name="Top">Highest level of a result: the primes above it are used inside bootstraps only.</param>
public sealed record CkksBootstrap(ValueId Input, Level Target, Scale Scale, double Bound, Level Least, Level Top) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.bootstrap";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("target", Target.Value),
        OpAttribute.Of("scale", Scale.Value),
        OpAttribute.Of("bound", Bound),
        OpAttribute.Of("least", Least.Value),
        OpAttribute.Of("top", Top.Value));

    protected override CiphertextType Apply(CiphertextType input)
    {
        if (input.Level < Least)
        {
            throw new IrException($"the operand is at level {input.Level}; a bootstrap starts at level {Least} or above");
        }

        if (Target > Top)
        {
            throw new IrException($"the target level {Target} is above {Top}, the highest that a bootstrap reaches");
        }

        if (!(Bound > 0) || double.IsInfinity(Bound))
        {
            throw new IrException($"the bound of the slots is {AttributeValue.RealText(Bound)}; it is positive and finite");
        }

        return new CiphertextType(Target, Scale, 1);
    }
}
