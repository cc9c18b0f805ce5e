using System.Collections.Generic;
using System.Linq;
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
    /// <summary>What every slot of the result is multiplied with: the coefficients carry it. Null: nothing.</summary>
    public PlainFactor? Factor { get; init; }

    /// <summary>Largest absolute value of the variable of the Chebyshev polynomials that the series is meant for.</summary>
    public double Bound { get; init; } = SeriesBound.Whole;

    public override string Mnemonic => "ckks.polynomial";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        new[] { OpAttribute.Of("series", Series.ToString()), OpAttribute.Of("levels", Levels), OpAttribute.Of("scale", Scale.Value) }
            .Concat(SeriesBound.Optional(Bound))
            .Concat(PlainFactor.Optional(Factor)));

    public override int LevelsConsumed => Levels;

    public override bool Relinearizes => Series.Degree > 1;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) =>
        PlainFactor.Times(Factor, slots.Polynomial(x[0], Series), slots);

    internal static CkksPolynomial Read(OpArguments arguments) => new(
        arguments.Input(0), ChebyshevSeries.Parse(arguments.Text("series")), arguments.Int32("levels"), new Scale(arguments.Real("scale")))
    {
        Factor = PlainFactor.Read(arguments),
        Bound = SeriesBound.Read(arguments),
    };

    protected override CiphertextType Apply(CiphertextType input) => new(input.Level - Levels, Scale, 1);

    protected override int Count(CiphertextType operand)
    {
        if (Factor is not null)
        {
            CheckPlain(Factor.Plain, operand.Count);
        }

        return operand.Count;
    }
}
