namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Rotation of slot vectors whose length is a power of two.</summary>
public static class Rotation
{
    /// <summary>result[i] = slots[(i + steps) mod length]; negative steps rotate to the right.</summary>
    public static double[] Left(double[] slots, int steps)
    {
        int mask = slots.Length - 1;
        double[] result = new double[slots.Length];
        for (int slot = 0; slot < result.Length; slot++)
        {
            result[slot] = slots[(slot + steps) & mask];
        }

        return result;
    }
}
