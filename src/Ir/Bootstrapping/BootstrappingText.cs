using System;
using System.Globalization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Reads the text form of a <see cref="BootstrappingLiteral"/>.</summary>
internal static class BootstrappingText
{
    private static readonly string[] Names = ["stc", "cts", "cosine", "doublings", "arcsine", "ratio", "scale", "weight"];

    /// <exception cref="ParameterException">A field is unknown, out of order, missing or no number.</exception>
    public static BootstrappingLiteral Parse(string text)
    {
        string[] parts = text.Split(',');
        int[] values = new int[Names.Length];

        for (int i = 0; i < Names.Length; i++)
        {
            string prefix = Names[i] + ":";

            if (parts.Length != Names.Length
                || !parts[i].StartsWith(prefix, StringComparison.Ordinal)
                || !int.TryParse(parts[i].Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
            {
                throw new ParameterException("bootstrapping", $"'{text}'", "expected is name:number for each of " + string.Join(", ", Names) + ", in this order.");
            }
        }

        return new BootstrappingLiteral
        {
            SlotsToCoefficientsLevels = values[0],
            CoefficientsToSlotsLevels = values[1],
            CosineDegree = values[2],
            DoubleAngles = values[3],
            ArcsineDegree = values[4],
            LogMessageRatio = values[5],
            LogScale = values[6],
            EphemeralWeight = values[7],
        };
    }
}
