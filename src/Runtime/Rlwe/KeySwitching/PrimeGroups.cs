using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Work on few primes at a time, so that what they share is read once and what they make stays in cache.</summary>
internal static class PrimeGroups
{
    /// <summary>Most primes in a group.</summary>
    private const int MaxSize = 4;

    /// <summary>Calls <paramref name="body"/> for groups of equal size, as many as give every thread the same share.</summary>
    public static void Run(IWorkers workers, int[] primes, LimbPool pool, Action<int[], SwitchScratch> body)
    {
        if (primes.Length == 0)
        {
            return;
        }

        int rounds = (primes.Length + (workers.Count * MaxSize) - 1) / (workers.Count * MaxSize);
        int groups = Math.Min(primes.Length, workers.Count * rounds);

        workers.Run(groups, group =>
        {
            using SwitchScratch scratch = new(pool);
            body(primes[(group * primes.Length / groups)..((group + 1) * primes.Length / groups)], scratch);
        });
    }
}
