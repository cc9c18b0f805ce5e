namespace PowerSoftmax.Runtime.Ring;

/// <summary>Runs items that do not depend on each other, each one whole operations on ciphertexts.</summary>
/// <remarks>
/// Within an item that has a thread for itself, calls of <see cref="IWorkers.Run"/> stay on that thread. Items that do not fill a round
/// of all threads are split over primes. Inside another item, and while the threads do other work, everything stays on the caller's thread.
/// Thread-safe.
/// </remarks>
/// <param name="workers">Threads; stay the caller's.</param>
/// <param name="division">How they share the work; see <see cref="DivisionFor"/>.</param>
public sealed class IndependentWork(IWorkers workers, WorkDivision division)
{
    /// <summary>Residues of one polynomial of an item (N times its ciphertext primes) up to which one thread an item is faster.</summary>
    /// <remarks>
    /// 2 MiB. Below, waking the other thread for every step of an item and the uneven shares of few primes cost more than
    /// they bring: with an item a thread, two threads take 0.65 to 1 of the time for rotations, 0.6 to 0.9 for products, 0.5 to 1 for sums.
    /// Above, two items have too much in the caches that they share: rotations gain nothing, and sums take up to 1.3 times as long.
    /// Measured on two threads of a Zen 4, N = 2^11 to 2^16, 2 to 24 primes; docs/performance.md.
    /// </remarks>
    private const long MostResiduesOfAnItem = 1 << 18;

    /// <summary>Items in progress, and results not yet consumed, at a time.</summary>
    public int AtOnce => division == WorkDivision.OverItems ? workers.Count : 1;

    /// <summary>The faster division for items whose polynomials have so many residues (N times the number of ciphertext primes).</summary>
    public static WorkDivision DivisionFor(long residues) =>
        residues <= MostResiduesOfAnItem ? WorkDivision.OverItems : WorkDivision.OverPrimes;

    /// <summary>Produces all results and hands them on in ascending order, on the caller's thread.</summary>
    /// <remarks>
    /// So what is made of them does not depend on the number of threads. After an exception no further items start, the first one is
    /// rethrown, and results that were not handed on are disposed. Cancellation is up to <paramref name="produce"/>.
    /// </remarks>
    /// <param name="count">Number of items.</param>
    /// <param name="produce">Makes the result of an item, on any thread.</param>
    /// <param name="consume">Takes the result over. No item is in progress meanwhile.</param>
    public void Run<T>(int count, Func<int, T> produce, Action<int, T> consume)
        where T : class, IDisposable
    {
        int first = 0;

        for (; count - first >= AtOnce && AtOnce > 1; first += AtOnce)
        {
            RunRound(first, produce, consume);
        }

        for (; first < count; first++)
        {
            consume(first, produce(first));
        }
    }

    /// <summary>All results, in order; the caller's.</summary>
    /// <inheritdoc cref="Run{T}"/>
    public T[] Collect<T>(int count, Func<int, T> produce)
        where T : class, IDisposable
    {
        T?[] results = new T?[count];

        try
        {
            Run(count, produce, (index, result) => results[index] = result);
        }
        catch
        {
            Array.ForEach(results, static result => result?.Dispose());

            throw;
        }

        return results!;
    }

    private void RunRound<T>(int first, Func<int, T> produce, Action<int, T> consume)
        where T : class, IDisposable
    {
        T?[] results = new T?[AtOnce];

        try
        {
            workers.Run(results.Length, index => results[index] = produce(first + index));

            for (int index = 0; index < results.Length; index++)
            {
                T result = results[index]!;
                results[index] = null;
                consume(first + index, result);
            }
        }
        finally
        {
            Array.ForEach(results, static result => result?.Dispose());
        }
    }
}
