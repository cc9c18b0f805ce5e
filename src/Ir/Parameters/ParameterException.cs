using System;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>A parameter literal that cannot be used: names the field, the value it has and the bound it breaks.</summary>
public sealed class ParameterException : Exception
{
    public ParameterException(string field, string value, string bound)
        : base($"{field} is {value}; {bound}")
    {
        Field = field;
        Value = value;
        Bound = bound;
    }

    public string Field { get; }

    public string Value { get; }

    public string Bound { get; }
}
