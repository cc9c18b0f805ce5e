using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A Chebyshev series applied to every slot. Costs ceil(log2(degree + 1)) levels on the interval [-1, 1], one more on others.</summary>
public sealed record PackedPolynomial(ValueId Input, ChebyshevSeries Series) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.polynomial";

    /// <summary>Whether the input already is the variable of the Chebyshev polynomials: no affine map is needed.</summary>
    public bool IsNormalized => Series.Interval.Low == -1 && Series.Interval.High == 1;

    public override int LevelsConsumed => PatersonStockmeyerCost.Levels(Series.Degree) + (IsNormalized ? 0 : 1);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("series", Series.ToString()));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Polynomial(x[0], Series);
}
