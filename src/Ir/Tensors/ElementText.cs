using System.Globalization;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Numbers as the strings that a cast to or from String gives them.</summary>
internal static class ElementText
{
    public static string Write(double value, ElementType element) => element switch
    {
        ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 => ((float)value).ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <exception cref="IrException">The text is not a number.</exception>
    public static double Read(string text) => text switch
    {
        "+INF" or "INF" or "inf" or "+inf" => double.PositiveInfinity,
        "-INF" or "-inf" => double.NegativeInfinity,
        "NaN" or "nan" => double.NaN,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new IrException($"'{text}' is not a number"),
    };
}
