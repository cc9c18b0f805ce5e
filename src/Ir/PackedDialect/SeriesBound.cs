using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>How far the variable of a series goes: 1, where an argument is mapped onto all of [-1, 1], and else what a whole factor leaves.</summary>
internal static class SeriesBound
{
    public const double Whole = 1;

    private const string Name = "bound";

    public static EquatableArray<OpAttribute> Optional(double bound) =>
        bound == Whole ? EquatableArray<OpAttribute>.Empty : EquatableArray<OpAttribute>.Of(OpAttribute.Of(Name, bound));

    public static double Read(OpArguments arguments) => arguments.Real(Name, Whole) is > 0 and double bound and < double.PositiveInfinity
        ? bound
        : throw new IrException($"attribute '{Name}' of a polynomial must be a positive number");
}
