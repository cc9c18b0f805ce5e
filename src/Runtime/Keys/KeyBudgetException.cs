namespace PowerSoftmax.Runtime.Keys;

/// <summary>The memory allowed for evaluation keys does not hold what one operation needs.</summary>
public sealed class KeyBudgetException : Exception
{
    internal KeyBudgetException(long maxBytes, long leastBytes, string reason)
        : base($"MaxKeyBytes is {maxBytes} bytes, and {reason}. Allow at least {leastBytes} bytes.")
    {
        MaxBytes = maxBytes;
        LeastBytes = leastBytes;
    }

    /// <summary>Bytes that were allowed.</summary>
    public long MaxBytes { get; }

    /// <summary>The least number of bytes that would do.</summary>
    public long LeastBytes { get; }
}
