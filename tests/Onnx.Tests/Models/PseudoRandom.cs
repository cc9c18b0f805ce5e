using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Tests.Models;

/// <summary>Repeatable test inputs.</summary>
internal static class PseudoRandom
{
    /// <summary>Floats in (0.1, 1.1), where square roots and divisions behave; whole numbers 0 or -1, which index every table; 0 or 1 where they have no sign.</summary>
    public static Tensor Of(TensorType type)
    {
        Random random = new(20240229);
        int one = type.Element is ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 ? -1 : 1;
        bool isFloat = type.Element is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16;
        double[] values = new double[type.Shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = isFloat ? ElementRounding.Round(0.1 + random.NextDouble(), type.Element) : one * random.Next(2);
        }

        return new Tensor(type.Element, type.Shape, values);
    }
}
