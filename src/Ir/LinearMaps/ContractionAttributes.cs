using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Contractions as attributes of the matrix product ops of both dialects.</summary>
internal static class ContractionAttributes
{
    public static EquatableArray<OpAttribute> Write(string weight, Contraction contraction) => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("weight", weight),
        OpAttribute.Of("contracted", contraction.Contracted),
        OpAttribute.Of("produced", contraction.Produced),
        OpAttribute.Of("from", LayoutText.Write(contraction.Input)),
        OpAttribute.Of("to", LayoutText.Write(contraction.Output)));

    public static Contraction Read(OpArguments arguments) => new(
        LayoutText.Parse(arguments.Text("from")),
        LayoutText.Parse(arguments.Text("to")),
        arguments.Text("contracted"),
        arguments.Text("produced"));
}
