using System.Globalization;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>Doubles as text that reads back to the same bits on every runtime: 17 digits, invariant culture.</summary>
internal static class Number
{
    public static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && !double.IsNaN(value)
        && !double.IsInfinity(value);
}
