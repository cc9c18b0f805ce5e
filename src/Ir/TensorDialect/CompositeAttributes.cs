using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Attributes of composite ops: what has its default is left out, a series is text.</summary>
internal static class CompositeAttributes
{
    public static EquatableArray<OpAttribute> Of(params OpAttribute?[] attributes)
    {
        List<OpAttribute> present = new();
        foreach (OpAttribute? attribute in attributes)
        {
            if (attribute.HasValue)
            {
                present.Add(attribute.Value);
            }
        }

        return present.ToEquatableArray();
    }

    public static OpAttribute? Series(string name, ChebyshevSeries? series) =>
        series is null ? null : OpAttribute.Of(name, series.ToString());

    public static OpAttribute? Flag(string name, bool value) => value ? OpAttribute.Of(name, true) : null;

    /// <exception cref="IrException">The text is not a Chebyshev series.</exception>
    public static ChebyshevSeries? Series(OpArguments arguments, string name)
    {
        string? text = arguments.TextOrNull(name);
        try
        {
            return text is null ? null : ChebyshevSeries.Parse(text);
        }
        catch (FormatException error)
        {
            throw new IrException($"{arguments.Mnemonic}: {error.Message}", error);
        }
    }
}
