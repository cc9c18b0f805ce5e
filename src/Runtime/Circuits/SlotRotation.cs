namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Cyclic rotation of slot vectors in the clear.</summary>
internal static class SlotRotation
{
    /// <summary>result[i] = slots[i + steps mod n]; steps may be negative; n is a power of two.</summary>
    public static double[] Left(ReadOnlySpan<double> slots, int steps)
    {
        double[] result = new double[slots.Length];
        int start = steps & (slots.Length - 1);
        slots[start..].CopyTo(result);
        slots[..start].CopyTo(result.AsSpan(slots.Length - start));
        return result;
    }
}
