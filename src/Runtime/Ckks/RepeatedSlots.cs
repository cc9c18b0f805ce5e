namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Slots from one period of them. Pure.</summary>
internal static class RepeatedSlots
{
    /// <param name="period">The first slots.</param>
    /// <param name="count">Slots wanted; a multiple of the period.</param>
    public static T[] Of<T>(ReadOnlySpan<T> period, int count)
    {
        T[] slots = new T[count];

        for (int start = 0; start < count; start += period.Length)
        {
            period.CopyTo(slots.AsSpan(start));
        }

        return slots;
    }
}
