using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Contractions as attributes of the matrix product ops of both dialects.</summary>
internal static class ContractionAttributes
{
    public static EquatableArray<OpAttribute> Write(string weight, Contraction contraction)
    {
        List<OpAttribute> attributes = new()
        {
            OpAttribute.Of("weight", weight),
            OpAttribute.Of("contracted", contraction.Contracted),
            OpAttribute.Of("produced", contraction.Produced),
            OpAttribute.Of("from", LayoutText.Write(contraction.Input)),
            OpAttribute.Of("to", LayoutText.Write(contraction.Output)),
        };
        if (contraction.Turn != 0)
        {
            attributes.Add(OpAttribute.Of("turn", contraction.Turn));
        }

        return attributes.ToEquatableArray();
    }

    public static Contraction Read(OpArguments arguments) => new(
        LayoutText.Parse(arguments.Text("from")),
        LayoutText.Parse(arguments.Text("to")),
        arguments.Text("contracted"),
        arguments.Text("produced"),
        arguments.Int32("turn", 0));
}
