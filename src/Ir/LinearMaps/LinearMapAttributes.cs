using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Linear maps as attributes of the ops of both dialects; names of several dimensions stand apart by spaces.</summary>
internal static class LinearMapAttributes
{
    public static EquatableArray<OpAttribute> Write(string? weight, LinearMap map)
    {
        List<OpAttribute> attributes = new();
        if (weight is not null)
        {
            attributes.Add(OpAttribute.Of("weight", weight));
        }

        AddNames(attributes, "indexed", map.Indexed);
        AddNames(attributes, "contracted", map.Contracted);
        AddNames(attributes, "produced", map.Produced);
        AddNames(attributes, "parts", map.Parts is null ? [] : EquatableArray<string>.Of(map.Parts));
        attributes.Add(LayoutAttribute.Of("from", map.Input));
        attributes.Add(LayoutAttribute.Of("to", map.Output));
        return attributes.ToEquatableArray();
    }

    public static LinearMap Read(OpArguments arguments) => new(
        arguments.Layout("from"),
        arguments.Layout("to"),
        Names(arguments, "contracted"),
        Names(arguments, "produced"),
        Names(arguments, "indexed"),
        arguments.TextOrNull("parts"));

    private static void AddNames(List<OpAttribute> attributes, string attribute, EquatableArray<string> names)
    {
        if (names.Count > 0)
        {
            attributes.Add(OpAttribute.Of(attribute, string.Join(" ", names)));
        }
    }

    private static string[] Names(OpArguments arguments, string attribute) =>
        arguments.TextOrNull(attribute) is string names ? names.Split([' '], StringSplitOptions.RemoveEmptyEntries) : [];
}
