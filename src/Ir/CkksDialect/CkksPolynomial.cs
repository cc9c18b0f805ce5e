using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>A Chebyshev series on [-1, 1] by Paterson-Stockmeyer, with its relinearizations and rescales: the stated level and scale result.</summary>
public sealed record CkksPolynomial(ValueId Input, ChebyshevSeries Series, int Levels, Scale Scale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.polynomial";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("series", Series.ToString()), OpAttribute.Of("levels", Levels), OpAttribute.Of("scale", Scale.Value));

    public override int LevelsConsumed => Levels;

    public override bool Relinearizes => Series.Degree > 1;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Polynomial(x[0], Series);

    protected override CiphertextType Apply(CiphertextType input) => new(input.Level - Levels, Scale, 1);
}
