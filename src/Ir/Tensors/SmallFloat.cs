using System;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>A 16-bit floating-point format: rounds doubles to its values, nearest with ties to even.</summary>
/// <param name="Precision">Significant bits, the hidden one included.</param>
/// <param name="LowestExponent">Exponent of the smallest normal number.</param>
/// <param name="Largest">The largest finite value.</param>
internal readonly record struct SmallFloat(int Precision, int LowestExponent, double Largest)
{
    /// <summary>IEEE 754 binary16.</summary>
    public static SmallFloat Half => new(11, -14, 65504);

    /// <summary>The upper half of a binary32.</summary>
    public static SmallFloat BFloat16 => new(8, -126, 3.3895313892515355e38);

    public double Round(double value)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
        {
            return value;
        }

        int exponent = Math.Max(LowestExponent, Exponent(Math.Abs(value)));
        double unit = Math.Pow(2, exponent - Precision + 1);
        double rounded = Math.Round(value / unit, MidpointRounding.ToEven) * unit;
        return Math.Abs(rounded) <= Largest ? rounded : value > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    private static int Exponent(double magnitude) => (int)((BitConverter.DoubleToInt64Bits(magnitude) >> 52) & 0x7ff) - 1023;
}
