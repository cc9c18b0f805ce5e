namespace PowerSoftmax.Runtime.Ring;

/// <summary>Runs independent pieces of one computation, on one thread or on several.</summary>
public interface IWorkers
{
    /// <summary>Threads that take part, the caller's included.</summary>
    int Count { get; }

    /// <summary>Calls <paramref name="body"/>(index, worker) for every index below <paramref name="count"/>, in any order.</summary>
    /// <remarks>
    /// Returns when all calls have ended. Workers are numbered from 0 to <see cref="Count"/> - 1, and no number is used by
    /// two threads at once within one call of this method. A call from inside a body runs on that thread alone. Pieces
    /// should take at least 50 microseconds. After an exception no further pieces start, and the first one is rethrown.
    /// </remarks>
    void Run(int count, Action<int, int> body);
}

/// <summary>Convenience over <see cref="IWorkers"/>.</summary>
public static class WorkersExtensions
{
    /// <summary>About 30 microseconds of one pass: less is done before another thread has woken up.</summary>
    private const long ResiduesWorthSharing = 1 << 17;

    /// <summary>Runs bodies that need no scratch space of their own.</summary>
    public static void Run(this IWorkers workers, int count, Action<int> body) => workers.Run(count, (index, _) => body(index));

    /// <summary>Who does one pass over a polynomial: the caller alone when it is small.</summary>
    internal static IWorkers ForOnePassOver(this IWorkers workers, RnsPolynomial polynomial) =>
        (long)polynomial.LimbCount * polynomial.Ring.Degree < ResiduesWorthSharing ? Workers.Sequential : workers;
}
