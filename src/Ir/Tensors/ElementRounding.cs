using System;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Rounds or wraps a double to the values an element type can hold.</summary>
public static class ElementRounding
{
    /// <summary>Floats round to nearest; integers truncate toward zero and wrap as C casts do; booleans become 0 or 1.</summary>
    public static double Round(double value, ElementType element) => element switch
    {
        ElementType.Float32 => (float)value,
        ElementType.Float16 => SmallFloat.Half.Round(value),
        ElementType.BFloat16 => SmallFloat.BFloat16.Round(value),
        ElementType.Int8 => unchecked((sbyte)(long)value),
        ElementType.Int16 => unchecked((short)(long)value),
        ElementType.Int32 => unchecked((int)(long)value),
        ElementType.Int64 or ElementType.UInt64 => Math.Truncate(value),
        ElementType.UInt8 => unchecked((byte)(long)value),
        ElementType.UInt16 => unchecked((ushort)(long)value),
        ElementType.UInt32 => unchecked((uint)(long)value),
        ElementType.Bool => value != 0 ? 1 : 0,
        _ => value,
    };

    /// <summary>Rounds every element of an array.</summary>
    public static void RoundInPlace(double[] values, ElementType element)
    {
        switch (element)
        {
            case ElementType.Float64:
                return;
            case ElementType.Float32:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)values[i];
                }

                return;
            default:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Round(values[i], element);
                }

                return;
        }
    }
}
