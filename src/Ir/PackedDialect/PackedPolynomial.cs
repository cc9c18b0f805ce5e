using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A Chebyshev series applied to every slot. Costs ceil(log2(degree + 1)) levels on the interval [-1, 1], one more on others.</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Series">What is applied.</param>
/// <param name="Factor">What every slot of the result is multiplied with; it costs no level. Null: nothing.</param>
/// <param name="Result">Layout of the result, where zeros of the factor change it; null: that of the operand.</param>
public sealed record PackedPolynomial(ValueId Input, ChebyshevSeries Series, PlainFactor? Factor = null, Layout? Result = null) : UnaryPackedOp(Input)
{
    /// <summary>Largest absolute value of the variable of the Chebyshev polynomials that the series is meant for.</summary>
    public double Bound { get; init; } = SeriesBound.Whole;

    public override string Mnemonic => "packed.polynomial";

    /// <summary>Whether the input already is the variable of the Chebyshev polynomials: no affine map is needed.</summary>
    public bool IsNormalized => Series.Interval.Low == -1 && Series.Interval.High == 1;

    public override int LevelsConsumed => PatersonStockmeyerCost.Levels(Series.Degree) + (IsNormalized ? 0 : 1);

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        new[] { OpAttribute.Of("series", Series.ToString()) }
            .Concat(SeriesBound.Optional(Bound))
            .Concat(PlainFactor.Optional(Factor))
            .Concat(LayoutAttribute.Optional("layout", Result)));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) =>
        PlainFactor.Times(Factor, slots.Polynomial(x[0], Series), slots);

    internal static PackedPolynomial Read(OpArguments arguments) => new(
        arguments.Input(0), ChebyshevSeries.Parse(arguments.Text("series")), PlainFactor.Read(arguments), arguments.LayoutOrNull("layout"))
    {
        Bound = SeriesBound.Read(arguments),
    };

    protected override void CheckBundle(Layout operand, Layout result)
    {
        if (Factor is not null)
        {
            CheckSame(operand, Factor.Plain, "the plaintext's layout");
        }

        CheckSame(operand, result, "the result's layout");
    }
}
