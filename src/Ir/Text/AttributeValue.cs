using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Text;

/// <summary>Value of an attribute, with its one textual form.</summary>
public abstract record AttributeValue
{
    public abstract string ToText();

    /// <summary>Shortest text that reads back to the same double and cannot be taken for an integer.</summary>
    public static string RealText(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool plain = text.All(static c => char.IsDigit(c) || c == '-');
        return plain ? text + ".0" : text;
    }
}

/// <summary>A whole number: <c>3</c>.</summary>
public sealed record IntegerAttribute(long Value) : AttributeValue
{
    public override string ToText() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A double: <c>0.5</c>, <c>1.0</c>, <c>1E-05</c>, <c>NaN</c>.</summary>
public sealed record RealAttribute(double Value) : AttributeValue
{
    public override string ToText() => RealText(Value);
}

/// <summary>Quoted text.</summary>
public sealed record TextAttribute(string Value) : AttributeValue
{
    public override string ToText() => QuotedText.Write(Value);
}

/// <summary>Whole numbers: <c>[1, 2]</c>.</summary>
public sealed record IntegersAttribute(EquatableArray<long> Values) : AttributeValue
{
    public override string ToText() =>
        "[" + string.Join(", ", Values.Select(static value => value.ToString(CultureInfo.InvariantCulture))) + "]";
}

/// <summary>Doubles: <c>r[1.0, 0.25]</c>.</summary>
public sealed record RealsAttribute(EquatableArray<double> Values) : AttributeValue
{
    public override string ToText() => "r[" + string.Join(", ", Values.Select(RealText)) + "]";
}
