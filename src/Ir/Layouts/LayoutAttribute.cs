using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Layouts as attributes of ops.</summary>
internal static class LayoutAttribute
{
    public static EquatableArray<OpAttribute> Optional(string name, Layout? layout) =>
        layout is null ? EquatableArray<OpAttribute>.Empty : EquatableArray<OpAttribute>.Of(Of(name, layout));

    public static OpAttribute Of(string name, Layout layout) => OpAttribute.Of(name, LayoutText.Write(layout));

    public static Layout Layout(this OpArguments arguments, string name) => LayoutText.Parse(arguments.Text(name));

    public static Shape Shape(this OpArguments arguments, string name) =>
        Types.Shape.From(arguments.Integers(name).Select(static size => checked((int)size)));

    public static Layout? LayoutOrNull(this OpArguments arguments, string name) =>
        arguments.TextOrNull(name) is string text ? LayoutText.Parse(text) : null;
}
