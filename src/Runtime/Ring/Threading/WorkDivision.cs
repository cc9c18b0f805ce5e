namespace PowerSoftmax.Runtime.Ring;

/// <summary>How threads share several operations that do not depend on each other.</summary>
public enum WorkDivision
{
    /// <summary>One operation after the other, each split over its primes.</summary>
    OverPrimes,

    /// <summary>One operation a thread.</summary>
    OverItems,
}
