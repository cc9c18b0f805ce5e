using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A plaintext that the coefficients of a polynomial carry: a mask or a scaling of the result that costs no level.</summary>
/// <param name="Weight">Name of the plaintext's tensor.</param>
/// <param name="Plain">How that tensor lies in the slots, repeated along the dimensions it lacks.</param>
public sealed record PlainFactor(string Weight, Layout Plain)
{
    /// <summary>A value times a factor, or as it is where there is none.</summary>
    internal static T Times<T>(PlainFactor? factor, T value, ISlotAlgebra<T> slots) =>
        factor is null ? value : slots.MultiplyPlain(value, factor.Weight, factor.Plain);

    internal static EquatableArray<OpAttribute> Optional(PlainFactor? factor) => factor is null
        ? EquatableArray<OpAttribute>.Empty
        : EquatableArray<OpAttribute>.Of(OpAttribute.Of("weight", factor.Weight), LayoutAttribute.Of("plain", factor.Plain));

    internal static PlainFactor? Read(OpArguments arguments) =>
        arguments.TextOrNull("weight") is string weight ? new PlainFactor(weight, arguments.Layout("plain")) : null;
}
